package dev.signet.testkit;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the servers of this test run are.
 *
 * @param postgres the superuser's address, {@code postgresql://user:password@host:port/database}
 * @param kafka the bootstrap address
 * @param redis {@code redis://...}
 */
public record TestServers(URI postgres, String kafka, String redis) {
    static final String POSTGRES = "SIGNET_TEST_POSTGRES";
    static final String KAFKA = "SIGNET_TEST_KAFKA";
    static final String REDIS = "SIGNET_TEST_REDIS";

    /** The one set of the JVM, started by whoever asks first; kept in system properties, for class loaders come and go. */
    public static TestServers ofThisRun() {
        synchronized (Runtime.getRuntime()) {
            TestServers servers = named(key -> Optional.ofNullable(System.getProperty(key)))
                    .or(() -> ofEnvironment(System.getenv()))
                    .or(ContainerServers::start)
                    .orElseGet(ScratchServers::start);
            System.setProperty(POSTGRES, servers.postgres().toString());
            System.setProperty(KAFKA, servers.kafka());
            System.setProperty(REDIS, servers.redis());
            return servers;
        }
    }

    /** Those that the environment names: all three or none, for a run on servers of two kinds is a mistake. */
    static Optional<TestServers> ofEnvironment(Map<String, String> environment) {
        List<String> lacking = Stream.of(POSTGRES, KAFKA, REDIS)
                .filter(variable -> !environment.containsKey(variable))
                .toList();
        if (!lacking.isEmpty() && lacking.size() < 3) {
            throw new IllegalStateException(
                    "Of SIGNET_TEST_POSTGRES, SIGNET_TEST_KAFKA and SIGNET_TEST_REDIS all must be "
                            + "set or none, but not set: " + String.join(", ", lacking) + ".");
        }
        return lacking.isEmpty() ? Optional.of(of(environment)) : Optional.empty();
    }

    static TestServers of(Map<String, String> variables) {
        return named(key -> Optional.ofNullable(variables.get(key)))
                .orElseThrow(() ->
                        new IllegalStateException("The servers did not say where they are: " + variables.keySet()));
    }

    @Override
    public String toString() {
        return "TestServers[" + postgres.getHost() + ":" + postgres.getPort() + ", " + kafka + "]";
    }

    /** How a variable is looked up. */
    private interface Variables {
        Optional<String> get(String key);
    }

    private static Optional<TestServers> named(Variables variables) {
        return variables.get(POSTGRES).flatMap(postgres -> variables.get(KAFKA).flatMap(kafka -> variables
                .get(REDIS)
                .map(redis -> new TestServers(URI.create(postgres), kafka, redis))));
    }
}
