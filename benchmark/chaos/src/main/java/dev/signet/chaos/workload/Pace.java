package dev.signet.chaos.workload;

import java.util.concurrent.TimeUnit;

/** Lets so many pass in a second, evenly. */
final class Pace {
    private final long gap;
    private long next = System.nanoTime();

    Pace(double perSecond) {
        this.gap = (long) (1e9 / perSecond);
    }

    void await() throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(turn() - System.nanoTime());
    }

    /** Turns that nobody took while the suite was slow are not caught up. */
    private synchronized long turn() {
        next = Math.max(next + gap, System.nanoTime());
        return next;
    }
}
