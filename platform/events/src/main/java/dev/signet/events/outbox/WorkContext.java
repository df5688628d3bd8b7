package dev.signet.events.outbox;

import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.Objects;
import java.util.concurrent.Executor;

/** The Vert.x context that a session of Hibernate Reactive belongs to from its first to its last statement. */
public record WorkContext(Context context) implements Executor {
    /** The caller's own duplicated context, or a new one where the caller is on none. */
    public static WorkContext current(Vertx vertx) {
        Context caller = Vertx.currentContext();
        if (caller != null && VertxContext.isDuplicatedContext(caller)) {
            return new WorkContext(caller);
        }
        return caller == null ? duplicateOf(vertx.getOrCreateContext()) : duplicateOf(caller);
    }

    /** A new duplicated context on the same event loop. */
    public static WorkContext duplicateOf(Context context) {
        Context duplicate = Objects.requireNonNull(VertxContext.createNewDuplicatedContext(context));
        VertxContextSafetyToggle.setContextSafe(duplicate, true);
        return new WorkContext(duplicate);
    }

    @Override
    public void execute(Runnable task) {
        if (Vertx.currentContext() == context) {
            task.run();
        } else {
            context.runOnContext(_ -> task.run());
        }
    }
}
