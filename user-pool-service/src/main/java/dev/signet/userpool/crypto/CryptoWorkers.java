package dev.signet.userpool.crypto;

import dev.signet.userpool.Refusals;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Runs costly cryptography (Argon2id, SRP, RSA) on as many threads as there are processors, away from the event loop.
 * What would wait too long is refused at once, so that an overload stays an answer.
 */
@Singleton
public class CryptoWorkers {
    /** Jobs that may wait per thread: at Argon2id's 25 ms some three seconds. */
    private static final int WAITING_PER_THREAD = 128;

    final ThreadPoolExecutor threads;

    CryptoWorkers() {
        int processors = Runtime.getRuntime().availableProcessors();
        this.threads = new ThreadPoolExecutor(
                processors,
                processors,
                1,
                TimeUnit.MINUTES,
                new ArrayBlockingQueue<>(processors * WAITING_PER_THREAD),
                Thread.ofPlatform().daemon().name("crypto-", 0).factory());
    }

    /** Runs a job on a worker; the outcome comes back on the caller's Vert.x context. */
    public <T> Uni<T> run(Supplier<T> job) {
        return Uni.createFrom()
                .item(job)
                .runSubscriptionOn(threads)
                .emitOn(callersContext())
                .onFailure(RejectedExecutionException.class)
                .transform(_ -> Refusals.tooManyRequests());
    }

    /** Brings what went on elsewhere back to where it was asked for. */
    public static Executor callersContext() {
        Context context = Vertx.currentContext();
        return context == null ? Runnable::run : job -> context.runOnContext(_ -> job.run());
    }

    @PreDestroy
    void stop() {
        threads.shutdown();
    }
}
