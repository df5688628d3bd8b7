package dev.signet.userpool.hiding;

import dev.signet.events.outbox.WorkContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Answers and refusals at even times: at the end of the step in which they are ready, steps being counted from the call. So
 * the milliseconds of work that a real user takes more than a name that nobody has do not show (ASVS 5.0 V6.3.8). It costs
 * the caller up to a step, and no processor.
 *
 * <p>Vert.x has timers of whole milliseconds from now, which would keep what is to be hidden; these end at a nanosecond.
 */
@Singleton
public class EvenTimes {
    private static final long STEP = Duration.ofMillis(25).toNanos();

    private final Vertx vertx;
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("even-times").factory());

    EvenTimes(Vertx vertx) {
        this.vertx = vertx;
    }

    /** The time of a call, to count its steps from. */
    public long now() {
        return System.nanoTime();
    }

    /** Lets {@code answer} come at the end of a step since a call. */
    public <T> Uni<T> keep(long call, Uni<T> answer) {
        return Uni.createFrom().deferred(() -> {
            Executor context = WorkContext.current(vertx);
            return answer.onItemOrFailure().call((_, _) -> endOfStep(call, context));
        });
    }

    private Uni<Void> endOfStep(long call, Executor context) {
        return Uni.createFrom().emitter(emitter -> {
            long left = STEP - (now() - call) % STEP;
            timer.schedule(() -> context.execute(() -> emitter.complete(null)), left, TimeUnit.NANOSECONDS);
        });
    }

    @PreDestroy
    void end() {
        timer.shutdownNow();
    }
}
