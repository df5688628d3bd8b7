package dev.signet.userpool.crypto;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Makes crypto workers outside of CDI, and keeps those of the service under test from working. */
public final class TestWorkers {
    private TestWorkers() {}

    public static CryptoWorkers create() {
        return new CryptoWorkers();
    }

    /** Workers that do nothing else until this is closed. */
    public record Busy(CountDownLatch end) implements AutoCloseable {
        @Override
        public void close() {
            end.countDown();
        }
    }

    /** Occupies all workers; more jobs may wait. */
    public static Busy occupy(CryptoWorkers workers) {
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch idle = new CountDownLatch(workers.threads.getMaximumPoolSize());
        for (int i = 0; i < workers.threads.getMaximumPoolSize(); i++) {
            workers.threads.execute(() -> {
                idle.countDown();
                await(end);
            });
        }
        await(idle); // one that begins later would make room again
        return new Busy(end);
    }

    /** Occupies all workers and all places to wait for one. */
    public static Busy fill(CryptoWorkers workers) {
        Busy busy = occupy(workers);
        try {
            while (true) {
                workers.threads.execute(() -> await(busy.end()));
            }
        } catch (RejectedExecutionException _) {
            return busy;
        }
    }

    /** Returns once a job waits for a worker. */
    public static void awaitWaiting(CryptoWorkers workers) {
        long limit = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (workers.threads.getQueue().isEmpty()) {
            if (System.nanoTime() > limit) {
                throw new AssertionError("No job waits");
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        }
    }

    private static void await(CountDownLatch end) {
        try {
            end.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
