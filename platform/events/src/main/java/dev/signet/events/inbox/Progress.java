package dev.signet.events.inbox;

import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/** How far the records of one assigned partition have been handled. They may be finished in any order. */
final class Progress {
    private final TreeSet<Long> unhandled = new TreeSet<>();
    private long next = -1;
    private int running;
    private boolean over;

    synchronized void received(long offset) {
        unhandled.add(offset);
        next = offset + 1;
    }

    /** Whether a record may be handled now: not when the partition has gone to another consumer. */
    synchronized boolean begin() {
        if (over) {
            return false;
        }
        running++;
        return true;
    }

    /** A record was handled, or failed and remains unhandled. */
    synchronized void finished(long offset, boolean handled) {
        running--;
        if (handled) {
            unhandled.remove(offset);
        }
        notifyAll();
    }

    /** How many records are waiting or being handled. */
    synchronized int size() {
        return unhandled.size();
    }

    /** The offset before which everything has been handled, -1 when nothing was received. */
    synchronized long handled() {
        return unhandled.isEmpty() ? next : unhandled.first();
    }

    /** Whether every received record before an offset has been handled. */
    synchronized boolean isHandledUpTo(long offset) {
        return unhandled.isEmpty() || unhandled.first() >= offset;
    }

    /** The partition goes to another consumer: what has not begun does not begin. */
    synchronized void end() {
        over = true;
    }

    synchronized boolean over() {
        return over;
    }

    /**
     * Waits until nothing is being handled.
     *
     * @param deadline by {@link System#nanoTime}
     */
    synchronized void awaitIdle(long deadline) {
        try {
            while (running > 0 && System.nanoTime() - deadline < 0) {
                TimeUnit.NANOSECONDS.timedWait(this, Math.max(1_000_000, deadline - System.nanoTime()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
