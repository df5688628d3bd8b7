package dev.signet.benchmark.load.generator;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Hands out prepared requests: each once, or round and round until the time is over. */
final class Feed {
    private final List<Prepared> requests;
    private final long nanos;
    private final boolean round;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicLong begun = new AtomicLong();

    private Feed(List<Prepared> requests, boolean round, long nanos) {
        this.requests = requests;
        this.round = round;
        this.nanos = nanos;
    }

    static Feed once(List<Prepared> requests) {
        return new Feed(requests, false, Long.MAX_VALUE);
    }

    static Feed round(List<Prepared> requests, long nanos) {
        return new Feed(requests, true, nanos);
    }

    /** The index of the next request; -1 when there is none. */
    int take() {
        long now = System.nanoTime();
        if (begun.compareAndSet(0, now)) {
            return next.getAndIncrement();
        }
        if (round) {
            return now - begun.get() > nanos ? -1 : Math.floorMod(next.getAndIncrement(), requests.size());
        }
        int index = next.getAndIncrement();
        return index < requests.size() ? index : -1;
    }

    Prepared at(int index) {
        return requests.get(index);
    }

    int size() {
        return requests.size();
    }

    long begun() {
        return begun.get();
    }
}
