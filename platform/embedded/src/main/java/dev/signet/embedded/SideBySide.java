package dev.signet.embedded;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;

/**
 * Threads for what is started or stopped side by side. They are platform threads, for a start loads classes: a virtual
 * thread that waits for a class keeps its carrier, and where there are two processors two of them can wait for ever for a
 * third, which has no carrier left.
 */
public final class SideBySide {
    private static final ThreadFactory THREADS =
            Thread.ofPlatform().daemon().name("side-by-side-", 0).factory();

    private SideBySide() {}

    /** A new executor that runs each task in a thread of its own. */
    public static ExecutorService executor() {
        return Executors.newThreadPerTaskExecutor(THREADS);
    }

    /** Runs a task in a thread of its own. */
    public static void start(Runnable task) {
        THREADS.newThread(task).start();
    }
}
