package dev.signet.local;

import dev.signet.embedded.RunningServer;
import dev.signet.embedded.ServerFailed;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Keeps one server process running: when it ends by itself it is started again, later and later if it keeps ending. */
public final class Watched<S extends RunningServer> {
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(30);
    private static final Duration STEADY = Duration.ofMinutes(1);

    private final String name;
    private final Supplier<S> start;
    private final Consumer<String> tell;
    private boolean stopping;
    private boolean held;
    private boolean starting;
    private int failures;
    private @Nullable S current;

    Watched(String name, Supplier<S> start, Consumer<String> tell) {
        this.name = name;
        this.start = start;
        this.tell = tell;
    }

    /** Starts it for the first time; a failure is the caller's. */
    S start() {
        S started = start.get();
        keep(started);
        return started;
    }

    /** How often it has ended by itself since it last ran steadily. */
    synchronized int failures() {
        return failures;
    }

    /** Its process, if it runs. */
    public synchronized Optional<ProcessHandle> process() {
        return Optional.ofNullable(current)
                .map(server -> server.process().pid())
                .flatMap(ProcessHandle::of)
                .filter(ProcessHandle::isAlive);
    }

    /** From now on it stays down when it ends, until it is {@link #release released}. */
    public synchronized void hold() {
        held = true;
    }

    /** Lets it be watched again, and starts it if it ended while it was held. */
    public void release() {
        synchronized (this) {
            held = false;
        }
        restart();
    }

    void stop() {
        S last;
        synchronized (this) {
            stopping = true;
            last = current;
        }
        if (last != null) {
            last.stop();
        }
    }

    private void keep(S started) {
        synchronized (this) {
            current = started;
            if (!stopping) {
                Instant since = Instant.now();
                started.process().onExit().thenAccept(code -> ended(code, since));
                return;
            }
        }
        started.stop();
    }

    private synchronized void ended(int code, Instant since) {
        if (stopping || held) {
            return;
        }
        failures = since.plus(STEADY).isBefore(Instant.now()) ? 1 : failures + 1;
        tell.accept(name + " ended by itself (code " + code + ")");
        again();
    }

    private void again() {
        Duration delay = Duration.ofMillis(500L << Math.min(failures - 1, 6));
        long millis = Math.min(delay.toMillis(), LONGEST_DELAY.toMillis());
        Executor later = CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS);
        CompletableFuture.runAsync(
                this::restart, task -> later.execute(() -> Thread.ofVirtual().start(task)));
    }

    private void restart() {
        synchronized (this) {
            if (stopping || held || starting || process().isPresent()) {
                return;
            }
            starting = true;
        }
        try {
            keep(start.get());
            tell.accept(name + " runs again");
        } catch (ServerFailed failure) {
            tell.accept(failure.getMessage());
            synchronized (this) {
                failures++;
                again();
            }
        } finally {
            synchronized (this) {
                starting = false;
            }
        }
    }
}
