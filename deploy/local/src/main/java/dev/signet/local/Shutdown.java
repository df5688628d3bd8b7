package dev.signet.local;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** What must be stopped, in the order in which it must be: whoever feeds on another ends before it. */
final class Shutdown {
    /** The order. */
    enum Rank {
        GATEWAY,
        SERVICE,
        KAFKA,
        REDIS,
        POSTGRES
    }

    private final Map<Rank, List<Runnable>> stops = new EnumMap<>(Rank.class);
    private boolean begun;

    /** Remembers how something that now runs is stopped; stops it at once when the shutdown has begun. */
    void add(Rank rank, Runnable stop) {
        synchronized (this) {
            if (!begun) {
                stops.computeIfAbsent(rank, _ -> new ArrayList<>()).add(stop);
                return;
            }
        }
        stop.run();
    }

    synchronized boolean isEmpty() {
        return stops.isEmpty();
    }

    synchronized boolean begun() {
        return begun;
    }

    /** Stops everything, side by side within a rank; what fails to stop does not keep the rest from it. */
    void run(Console console) {
        synchronized (this) {
            if (begun) {
                return;
            }
            begun = true;
        }
        stops.forEach((rank, all) -> {
            try (ExecutorService side = Executors.newVirtualThreadPerTaskExecutor()) {
                all.forEach(stop -> side.execute(() -> stop(rank, stop, console)));
            }
        });
    }

    private static void stop(Rank rank, Runnable stop, Console console) {
        try {
            stop.run();
        } catch (RuntimeException failure) {
            console.say("Stopping " + rank + " failed: " + failure.getMessage());
        }
    }
}
