package dev.signet.events.outbox;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Sends for its share of the keys, one batch at a time: commits that come while a batch is under way make up the next.
 * It holds keys only, and not many: what it lets go is in the outbox, where the relay finds it. All its state lives on
 * one event loop.
 */
final class Lane {
    private static final int BATCH = 64;
    private static final int LIMIT = 10_000;
    private static final long FIRST_PAUSE_MILLIS = 2;
    private static final long LONGEST_PAUSE_MILLIS = 500;

    private final Vertx vertx;
    private final Context context;
    private final Delivery delivery;
    private final Set<OrderKey> waiting = new LinkedHashSet<>();
    private boolean busy;
    private long pauseMillis = FIRST_PAUSE_MILLIS;

    private Lane(Vertx vertx, Context context, Delivery delivery) {
        this.vertx = vertx;
        this.context = context;
        this.delivery = delivery;
    }

    static Lane on(Vertx vertx, Delivery delivery) {
        return new Lane(vertx, ((VertxInternal) vertx).createEventLoopContext(), delivery);
    }

    void wake(OrderKey key) {
        if (delivery.working()) {
            context.runOnContext(_ -> {
                add(List.of(key));
                sendNext();
            });
        }
    }

    private void add(Collection<OrderKey> keys) {
        if (waiting.size() < LIMIT) {
            waiting.addAll(keys);
        }
    }

    private void sendNext() {
        if (busy || waiting.isEmpty()) {
            return;
        }
        busy = true;
        delivery.deliver(takeBatch()).subscribe().with(delivered -> context.runOnContext(_ -> sent(delivered)));
    }

    private void sent(Delivery.Delivered delivered) {
        busy = false;
        if (!delivered.complete()) {
            waiting.clear();
            return;
        }
        add(delivered.more());
        if (delivered.elsewhere().isEmpty()) {
            pauseMillis = FIRST_PAUSE_MILLIS;
        } else {
            addLater(delivered.elsewhere());
        }
        sendNext();
    }

    /** Keys held by another process come back after a pause, until it is left to the relay to see to them. */
    private void addLater(List<OrderKey> keys) {
        if (pauseMillis > LONGEST_PAUSE_MILLIS) {
            pauseMillis = FIRST_PAUSE_MILLIS;
            return;
        }
        vertx.setTimer(
                pauseMillis,
                _ -> context.runOnContext(_ -> {
                    add(keys);
                    sendNext();
                }));
        pauseMillis *= 2;
    }

    private List<OrderKey> takeBatch() {
        List<OrderKey> batch = new ArrayList<>();
        Iterator<OrderKey> keys = waiting.iterator();
        while (keys.hasNext() && batch.size() < BATCH) {
            batch.add(keys.next());
            keys.remove();
        }
        return batch;
    }
}
