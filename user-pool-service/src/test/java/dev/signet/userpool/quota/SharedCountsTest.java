package dev.signet.userpool.quota;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.embedded.EmbeddedRedis;
import dev.signet.embedded.Ports;
import dev.signet.testkit.TestServers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SharedCountsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Vertx vertx = Vertx.vertx();
    private final String key = "test:{" + UUID.randomUUID() + "}:";

    @AfterAll
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void countsOverAllReplicas() {
        // Given
        SharedCounts one = replica();
        SharedCounts other = replica();
        Limit limit = Limit.perHour(key + "replicas", 10);

        // When
        long taken = IntStream.range(0, 30)
                .filter(i -> take(i % 2 == 0 ? one : other, limit) == 0)
                .count();

        // Then
        assertThat(taken).isEqualTo(10);
    }

    @Test
    void namesTheLimitThatIsUsedUpAndThenTakesNothingOfTheOthers() {
        SharedCounts counts = replica();
        Limit wide = Limit.perHour(key + "wide", 2);
        Limit narrow = Limit.perHour(key + "narrow", 1);

        assertThat(take(counts, wide, narrow)).isZero();
        assertThat(take(counts, wide, narrow)).isEqualTo(2);
        assertThat(take(counts, wide)).isZero();
        assertThat(take(counts, wide)).isEqualTo(1);
    }

    @Test
    void takesBackWhatIsGivenBack() {
        SharedCounts counts = replica();
        Limit limit = Limit.perHour(key + "back", 1);
        assertThat(take(counts, limit)).isZero();

        counts.giveBack(limit);

        assertThat(take(counts, limit)).isZero();
        assertThat(take(counts, limit)).isEqualTo(1);
    }

    @Test
    void givesOutAnewAsTimePasses() {
        SharedCounts counts = replica();
        Limit limit = Limit.perSecond(key + "anew", 20);

        long taken = IntStream.range(0, 100_000)
                .map(_ -> take(counts, limit))
                .filter(place -> place == 0)
                .limit(30)
                .count();

        assertThat(taken).isEqualTo(30);
    }

    @Test
    void grantsEverythingWhileRedisHangsAndHardlyEverAsksIt() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            // Given
            SimpleMeterRegistry meters = new SimpleMeterRegistry();
            SharedCounts counts = replica("redis://127.0.0.1:" + silent.getLocalPort(), "150ms", meters);
            Limit limit = Limit.perHour(key + "silent", 1);

            // When
            long start = System.nanoTime();
            long granted = IntStream.range(0, 10_000)
                    .filter(_ -> take(counts, limit) == 0)
                    .count();
            long seconds = (System.nanoTime() - start) / 1_000_000_000L;

            // Then
            assertThat(granted).isEqualTo(10_000);
            assertThat(meters.counter("signet.quotas.unanswered").count())
                    .as("asked once and then once a second")
                    .isBetween(1.0, seconds + 2.0);
        }
    }

    @Test
    void countsAgainOnceRedisAnswersAgain() throws Exception {
        // Given
        int port = Ports.free();
        Path home = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "own-redis");
        EmbeddedRedis own = EmbeddedRedis.start(home, port, "pw");
        try {
            SharedCounts counts = replica("redis://:pw@127.0.0.1:" + port, "150ms", new SimpleMeterRegistry());
            Limit limit = Limit.perHour(key + "again", 1);
            until(() -> take(counts, limit) == 1);

            // When
            signal(own, "STOP");
            until(() -> take(counts, limit) == 0);
            signal(own, "CONT");

            // Then
            until(() -> take(counts, limit) == 1);
        } finally {
            signal(own, "CONT");
            own.stop();
        }
    }

    private static void until(BooleanSupplier condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
        }
    }

    private static void signal(EmbeddedRedis server, String signal) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + signal, String.valueOf(server.process().pid()))
                .start()
                .waitFor();
    }

    @Test
    void grantsEverythingWhileNoRedisListens() throws IOException {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        SharedCounts counts = replica("redis://127.0.0.1:" + port, "150ms", new SimpleMeterRegistry());

        assertThat(IntStream.range(0, 100).map(_ -> take(counts, Limit.perHour(key, 1))))
                .containsOnly(0);
    }

    private static int take(SharedCounts counts, Limit... limits) {
        return counts.take(List.of(limits)).await().atMost(PATIENCE);
    }

    private SharedCounts replica() {
        return replica(TestServers.ofThisRun().redis(), "10s", new SimpleMeterRegistry());
    }

    private SharedCounts replica(String redis, String timeout, SimpleMeterRegistry meters) {
        QuotaConfig config = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withDefaultValue("signet.quotas.redis-timeout", timeout)
                .withMapping(QuotaConfig.class)
                .build()
                .getConfigMapping(QuotaConfig.class);
        return new SharedCounts(Redis.createClient(vertx, redis), config, meters);
    }
}
