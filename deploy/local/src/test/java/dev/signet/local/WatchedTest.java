package dev.signet.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.embedded.PidFile;
import dev.signet.embedded.RunningServer;
import dev.signet.embedded.ServerProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class WatchedTest {
    private final AtomicInteger starts = new AtomicInteger();

    @TempDir
    private Path folder;

    private final Watched<Sleeper> watched = new Watched<>("sleeper", this::sleeper, _ -> {});

    /** A program that does nothing for long. */
    private record Sleeper(ServerProcess process) implements RunningServer {
        @Override
        public void stop() {
            process.stop(Duration.ofSeconds(5));
        }
    }

    @AfterEach
    void stop() {
        watched.stop();
    }

    @Test
    void startsAgainWhatEnds() throws InterruptedException {
        // Given
        long first = watched.start().process().pid();

        // When
        kill();

        // Then
        await(() -> watched.process().filter(process -> process.pid() != first).isPresent());
        assertThat(watched.failures()).isEqualTo(1);
    }

    @Test
    void leavesDownWhatIsHeldUntilItIsReleased() throws InterruptedException {
        // Given
        watched.start();
        watched.hold();

        // When
        kill();

        // Then
        await(() -> watched.process().isEmpty());
        assertThat(starts).hasValue(1);
        watched.release();
        assertThat(watched.process()).isPresent();
        assertThat(starts).hasValue(2);
    }

    @Test
    void startsNothingTwice() {
        // Given
        watched.start();
        watched.hold();

        // When
        watched.release();

        // Then
        assertThat(starts).hasValue(1);
    }

    @Test
    void startsNothingAfterItWasStopped() {
        // Given
        watched.start();
        watched.hold();
        watched.stop();

        // When
        watched.release();

        // Then
        assertThat(watched.process()).isEmpty();
        assertThat(starts).hasValue(1);
    }

    private void kill() {
        watched.process().orElseThrow().destroyForcibly();
    }

    private Sleeper sleeper() {
        starts.incrementAndGet();
        var program = new ServerProcess.Program("sleeper", List.of("sleep", "600"), "600");
        return new Sleeper(ServerProcess.start(
                program, folder, new PidFile(folder.resolve("sleeper.pid")), folder.resolve("logs/sleeper.log")));
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }
}
