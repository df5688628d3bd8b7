package dev.signet.events.inbox;

import dev.signet.events.outbox.WorkContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Runs effects where Hibernate Reactive can work, each attempt on a fresh context, as often as patience allows. */
@ApplicationScoped
class Handlers {
    private static final Logger LOG = Logger.getLogger(Handlers.class);

    /** After this an attempt is given up and made anew. */
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final List<Context> eventLoops;

    Handlers(Vertx vertx) {
        this.eventLoops = Stream.generate(() -> (Context) ((VertxInternal) vertx).createEventLoopContext())
                .limit(Runtime.getRuntime().availableProcessors())
                .toList();
    }

    /**
     * Runs an effect until it succeeds, and fails as its last attempt did when patience is over.
     *
     * @param over when true, no further attempt is made
     */
    Uni<Void> run(String key, Supplier<Uni<Void>> effect, BooleanSupplier over) {
        return attempt(eventLoops.get(Math.floorMod(key.hashCode(), eventLoops.size())), effect, over, 1);
    }

    private Uni<Void> attempt(Context loop, Supplier<Uni<Void>> effect, BooleanSupplier over, int attempts) {
        return Uni.createFrom()
                .deferred(() -> effect.get())
                .runSubscriptionOn(WorkContext.duplicateOf(loop))
                .ifNoItem()
                .after(LONGEST)
                .fail()
                .onFailure(failure -> !over.getAsBoolean() && !Patience.isOver(failure, attempts))
                .recoverWithUni(failure -> again(loop, effect, over, attempts, failure));
    }

    private Uni<Void> again(
            Context loop, Supplier<Uni<Void>> effect, BooleanSupplier over, int attempts, Throwable failure) {
        LOG.warnf(
                "An event's effect failed with %s and is tried again",
                failure.getClass().getName());
        LOG.debug("The failure was", failure);
        return Uni.createFrom()
                .voidItem()
                .onItem()
                .delayIt()
                .by(Patience.pauseAfter(attempts))
                .chain(() -> attempt(loop, effect, over, attempts + 1));
    }
}
