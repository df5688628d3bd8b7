package dev.signet.events.inbox;

import io.smallrye.mutiny.Uni;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Runs jobs: those of one key one after the other, those of different keys side by side up to a limit. */
final class InKeyOrder {
    private final int concurrency;
    private final Map<String, Line> lines = new HashMap<>();
    private final Queue<Line> ready = new ArrayDeque<>();
    private final AtomicInteger wishes = new AtomicInteger();
    private int running;

    InKeyOrder(int concurrency) {
        this.concurrency = concurrency;
    }

    void submit(String key, Supplier<Uni<Void>> job) {
        enqueue(key, job);
        startNext();
    }

    private synchronized void enqueue(String key, Supplier<Uni<Void>> job) {
        Line line = lines.get(key);
        if (line == null) {
            line = new Line(key);
            lines.put(key, line);
            ready.add(line);
        }
        line.jobs.add(job);
    }

    /** Starts what can be started; one thread at a time does, so that jobs that end at once do not pile up its stack. */
    private void startNext() {
        if (wishes.getAndIncrement() > 0) {
            return;
        }
        int seen = 1;
        while (seen > 0) {
            for (var line = takeNext(); line.isPresent(); line = takeNext()) {
                start(line.get());
            }
            seen = wishes.addAndGet(-seen);
        }
    }

    private synchronized Optional<Line> takeNext() {
        if (running == concurrency || ready.isEmpty()) {
            return Optional.empty();
        }
        running++;
        return Optional.of(ready.remove());
    }

    /** A job that fails has seen to it by itself; the ones behind it go on. */
    private void start(Line line) {
        Uni.createFrom().deferred(() -> first(line).get()).subscribe().with(_ -> finished(line), _ -> finished(line));
    }

    private synchronized Supplier<Uni<Void>> first(Line line) {
        return line.jobs.remove();
    }

    private void finished(Line line) {
        leave(line);
        startNext();
    }

    private synchronized void leave(Line line) {
        running--;
        if (line.jobs.isEmpty()) {
            lines.remove(line.key);
        } else {
            ready.add(line);
        }
    }

    /** The jobs of one key that have not begun. */
    private static final class Line {
        private final String key;
        private final Queue<Supplier<Uni<Void>>> jobs = new ArrayDeque<>();

        Line(String key) {
            this.key = key;
        }
    }
}
