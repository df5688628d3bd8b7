package dev.signet.benchmark.load.limit;

import dev.signet.benchmark.load.generator.Measured;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.HdrHistogram.Histogram;

/** Does the same work again and again on as many threads as there are processors. */
final class Threads {
    private Threads() {}

    static Measured repeat(Runnable work, Duration time) {
        int processors = Runtime.getRuntime().availableProcessors();
        long begin = System.nanoTime();
        long end = begin + time.toNanos();
        Histogram all = new Histogram(3);
        try (ExecutorService threads = Executors.newFixedThreadPool(processors)) {
            Callable<Histogram> one = () -> until(end, work);
            for (Future<Histogram> each : threads.invokeAll(Collections.nCopies(processors, one))) {
                all.add(each.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while measuring", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
        return Measured.of(all, (System.nanoTime() - begin) / 1e9, 0, "");
    }

    private static Histogram until(long end, Runnable work) {
        Histogram latencies = new Histogram(3);
        do {
            long begin = System.nanoTime();
            work.run();
            latencies.recordValue(System.nanoTime() - begin);
        } while (System.nanoTime() < end);
        return latencies;
    }
}
