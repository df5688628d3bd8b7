package dev.signet.testkit;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ContainerFetchException;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.lifecycle.Startables;
import org.testcontainers.postgresql.PostgreSQLContainer;

/** The servers as containers, where an engine answers and has or gets the images. */
final class ContainerServers {
    private static final int REDIS_PORT = 6379;

    private ContainerServers() {}

    @SuppressWarnings("resource") // they live as long as the JVM; Testcontainers removes them after it
    static Optional<TestServers> start() {
        if (!engineAnswers()) {
            return Optional.empty();
        }
        // its own default command turns fsync off
        PostgreSQLContainer postgres =
                new PostgreSQLContainer("postgres:18").withCommand("postgres", "-c", "max_connections=200");
        KafkaContainer kafka = new KafkaContainer("apache/kafka-native:4.1.1");
        GenericContainer<?> redis = new GenericContainer<>("redis:7").withExposedPorts(REDIS_PORT);
        try {
            Startables.deepStart(postgres, kafka, redis).join();
        } catch (CompletionException | ContainerFetchException e) {
            System.err.println(
                    "The containers for the tests did not start, embedded servers take their place: " + e.getMessage());
            return Optional.empty();
        }
        URI superuser = URI.create("postgresql://%s:%s@%s:%d/postgres"
                .formatted(
                        postgres.getUsername(),
                        postgres.getPassword(),
                        postgres.getHost(),
                        postgres.getMappedPort(PostgreSQLContainer.POSTGRESQL_PORT)));
        return Optional.of(new TestServers(
                superuser,
                kafka.getBootstrapServers(),
                "redis://" + redis.getHost() + ":" + redis.getMappedPort(REDIS_PORT)));
    }

    /** Asks Testcontainers only where there is a sign of an engine: without one it searches long and loudly. */
    private static boolean engineAnswers() {
        boolean sign = System.getenv("DOCKER_HOST") != null || Files.exists(Path.of("/var/run/docker.sock"));
        return sign && DockerClientFactory.instance().isDockerAvailable();
    }
}
