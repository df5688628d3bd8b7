package dev.signet.testkit;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Puts PostgreSQL, Kafka and Redis behind the service under test, with a fresh database of its own login, a keyset and an
 * operator's access key. The servers are those named by {@code SIGNET_TEST_POSTGRES}, {@code SIGNET_TEST_KAFKA} and
 * {@code SIGNET_TEST_REDIS}; else containers, where an engine answers; else embedded ones. They are shared by the whole JVM.
 *
 * <pre>{@code
 * @QuarkusTest
 * @QuarkusTestResource(value = BackingServers.class, initArgs = @ResourceArg(name = "database", value = "signet_sync"))
 * }</pre>
 */
public final class BackingServers implements QuarkusTestResourceLifecycleManager {
    private String service = "signet_test";

    private @Nullable FreshDatabase database;

    @Override
    public void init(Map<String, String> arguments) {
        service = arguments.getOrDefault("database", service);
    }

    @Override
    public Map<String, String> start() {
        TestServers servers = TestServers.ofThisRun();
        FreshDatabase fresh = FreshDatabase.create(servers.postgres(), service);
        database = fresh;
        OperatorFiles files = OperatorFiles.ofThisRun();
        Map<String, String> configuration = new HashMap<>(fresh.configuration());
        configuration.put("kafka.bootstrap.servers", servers.kafka());
        configuration.put("quarkus.redis.hosts", servers.redis());
        configuration.put("signet.keyset.file", files.keyset().toString());
        configuration.put(
                "signet.operator.credentials-file", files.credentials().toString());
        configuration.put("signet.events.topic-prefix", "test-" + UUID.randomUUID() + ".");
        configuration.put("kafka.group.id", service + "-" + UUID.randomUUID());
        configuration.put("signet.events.republish-every", "off");
        configuration.put("quarkus.log.category.\"dev.signet.access\".level", "WARN");
        configuration.put("quarkus.http.test-port", "0");
        // a machine that builds may be slow: time limits have tests of their own
        configuration.put("signet.database.acquire-timeout", "25s");
        configuration.put("signet.database.work-timeout", "30s");
        return configuration;
    }

    @Override
    public void stop() {
        if (database != null) {
            database.drop();
        }
    }
}
