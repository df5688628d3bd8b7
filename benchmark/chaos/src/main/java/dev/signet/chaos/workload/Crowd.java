package dev.signet.chaos.workload;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Many who do something at the same moment. */
final class Crowd {
    private Crowd() {}

    /** Lets all go at once, and answers what became of each once all are done. */
    static <T> List<T> atOnce(int many, IntFunction<T> deed) throws InterruptedException {
        CountDownLatch ready = new CountDownLatch(many);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> under = new ArrayList<>();
            for (int i = 0; i < many; i++) {
                int number = i;
                under.add(threads.submit(() -> {
                    ready.countDown();
                    ready.await();
                    return deed.apply(number);
                }));
            }
            List<T> done = new ArrayList<>();
            for (Future<T> one : under) {
                done.add(one.get());
            }
            return done;
        } catch (ExecutionException e) {
            throw new IllegalStateException("One of the crowd failed", e.getCause());
        }
    }
}
