package dev.signet.embedded;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.logging.LogManager;

/** PostgreSQL, Kafka and Redis, started side by side and stopped in the order Kafka, Redis, PostgreSQL. */
public record EmbeddedServers(EmbeddedPostgres postgres, EmbeddedKafka kafka, EmbeddedRedis redis) {

    /** Ports and secrets of a set. */
    public record Settings(EmbeddedPostgres.Settings postgres, int kafkaPort, int redisPort, String redisPassword) {
        @Override
        public String toString() {
            return "Settings[postgres=" + postgres + ", kafkaPort=" + kafkaPort + ", redisPort=" + redisPort + "]";
        }
    }

    /** Starts all three with their data under a folder; when one fails the others are stopped again. */
    public static EmbeddedServers start(Path home, Settings settings) {
        // one of the threads below would start the JVM's logging and another JBoss's: each would wait for the other for
        // ever
        LogManager.getLogManager();
        try (ExecutorService starters = Executors.newVirtualThreadPerTaskExecutor()) {
            var postgres = starting(() -> EmbeddedPostgres.start(home, settings.postgres()), starters);
            var kafka = starting(() -> EmbeddedKafka.start(home, settings.kafkaPort()), starters);
            var redis =
                    starting(() -> EmbeddedRedis.start(home, settings.redisPort(), settings.redisPassword()), starters);
            try {
                return new EmbeddedServers(postgres.join(), kafka.join(), redis.join());
            } catch (CompletionException failure) {
                stopStarted(kafka, EmbeddedKafka::stop);
                stopStarted(redis, EmbeddedRedis::stop);
                stopStarted(postgres, EmbeddedPostgres::stop);
                throw failure.getCause() instanceof ServerFailed known
                        ? known
                        : new ServerFailed("A server failed to start.", failure);
            }
        }
    }

    public void stop() {
        kafka.stop();
        redis.stop();
        postgres.stop();
    }

    private static <T> void stopStarted(CompletableFuture<T> server, Consumer<T> stop) {
        server.handle((started, _) -> Optional.ofNullable(started)).join().ifPresent(stop);
    }

    private static <T> CompletableFuture<T> starting(Supplier<T> start, ExecutorService starters) {
        return CompletableFuture.supplyAsync(start, starters);
    }
}
