package dev.signet.notification.delivery;

import dev.signet.notification.delivery.Deliveries.Claimed;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.vertx.ConsumeEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.eventbus.EventBus;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Takes on waiting pushes, as many at once as {@code signet.push.concurrency} says. One that hangs holds up nobody else
 * while there are places left, and none for longer than {@code signet.push.timeout}.
 */
@ApplicationScoped
public class DeliveryWorker {
    private static final Logger LOG = Logger.getLogger(DeliveryWorker.class);

    private static final String STORED = "push-stored";

    private final EventBus bus;
    private final Deliveries deliveries;
    private final Courier courier;
    private final PushConfig config;
    private final InstantSource clock;
    private final Places places;

    DeliveryWorker(EventBus bus, Deliveries deliveries, Courier courier, PushConfig config, InstantSource clock) {
        this.bus = bus;
        this.deliveries = deliveries;
        this.courier = courier;
        this.config = config;
        this.clock = clock;
        this.places = new Places(config.concurrency());
    }

    @Scheduled(every = "1h")
    Uni<Void> forgetExpired() {
        return deliveries.forgetExpired(clock.instant()).replaceWithVoid();
    }

    /** Has what was just stored delivered without waiting for the next round; that it leaves at once is only haste. */
    @Scheduled(every = "${signet.push.poll:1s}")
    public void deliverSoon() {
        bus.send(STORED, "");
    }

    /** Delivers what is due, as far as there are places; each place that becomes free asks again while more may be due. */
    @ConsumeEvent(STORED)
    Uni<Void> onStored(String nothing) {
        int taken = places.take();
        return taken == 0 ? Uni.createFrom().voidItem() : deliverDue(taken);
    }

    private Uni<Void> deliverDue(int taken) {
        return Uni.createFrom()
                .deferred(() -> deliveries.claim(
                        taken, clock.instant(), config.timeout().multipliedBy(3)))
                .onFailure()
                .recoverWithItem(DeliveryWorker::nothing)
                .invoke(claimed -> askAgainIf(places.filled(taken, claimed.size())))
                .chain(this::deliverAll);
    }

    /** The next round tries again. */
    private static List<Claimed> nothing(Throwable failure) {
        LOG.warnf("Waiting pushes cannot be read: %s", failure.getMessage());
        return List.of();
    }

    private Uni<Void> deliverAll(List<Claimed> claimed) {
        return Multi.createFrom()
                .iterable(claimed)
                .onItem()
                .transformToUni(this::deliver)
                .merge(config.concurrency())
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> deliver(Claimed claimed) {
        return courier.deliver(claimed).eventually(() -> askAgainIf(places.giveBack()));
    }

    private void askAgainIf(boolean more) {
        if (more) {
            deliverSoon();
        }
    }
}
