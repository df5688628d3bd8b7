package dev.signet.events.outbox;

import dev.signet.events.EventsConfig;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.stream.IntStream;

/** Sends events right after their commit, without keeping the committer waiting. */
@ApplicationScoped
class Publisher {
    private final List<Lane> lanes;

    Publisher(Delivery delivery, Vertx vertx, EventsConfig config) {
        this.lanes = IntStream.range(0, config.lanes())
                .mapToObj(_ -> Lane.on(vertx, delivery))
                .toList();
    }

    /** Takes note of keys that have something to send. */
    void committed(List<NewEvent> events) {
        for (NewEvent event : events) {
            lanes.get(Math.floorMod(event.orderKey().lock(), lanes.size())).wake(event.orderKey());
        }
    }
}
