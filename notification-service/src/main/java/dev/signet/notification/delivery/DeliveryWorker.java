package dev.signet.notification.delivery;

import dev.signet.events.UnitOfWork;
import dev.signet.notification.application.Platform;
import dev.signet.notification.application.PlatformApplications;
import dev.signet.notification.delivery.Deliveries.Claimed;
import dev.signet.notification.endpoint.PlatformEndpoints;
import io.quarkus.arc.All;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.quarkus.vertx.ConsumeEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.eventbus.EventBus;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * Hands waiting pushes to their push services. One that hangs holds up nobody else: each push has its own time limit,
 * and what fails waits longer each time.
 */
@ApplicationScoped
public class DeliveryWorker {
    private static final Logger LOG = Logger.getLogger(DeliveryWorker.class);

    private static final String STORED = "push-stored";

    private final EventBus bus;
    private final UnitOfWork unitOfWork;
    private final Deliveries deliveries;
    private final DeadEndpoints deadEndpoints;
    private final PlatformEndpoints endpoints;
    private final PlatformApplications applications;
    private final PushConfig config;
    private final InstantSource clock;
    private final Map<Platform, PushService> services = new EnumMap<>(Platform.class);

    DeliveryWorker(
            EventBus bus,
            UnitOfWork unitOfWork,
            Deliveries deliveries,
            DeadEndpoints deadEndpoints,
            PlatformEndpoints endpoints,
            PlatformApplications applications,
            PushConfig config,
            InstantSource clock,
            @All List<PushService> all) {
        this.bus = bus;
        this.unitOfWork = unitOfWork;
        this.deliveries = deliveries;
        this.deadEndpoints = deadEndpoints;
        this.endpoints = endpoints;
        this.applications = applications;
        this.config = config;
        this.clock = clock;
        all.forEach(service -> service.platforms().forEach(platform -> services.put(platform, service)));
    }

    /** Where a claimed push goes. */
    private record Target(Platform platform, Map<String, String> credentials, String token) {}

    @Scheduled(every = "1h")
    Uni<Void> forgetExpired() {
        return deliveries.forgetExpired(clock.instant()).replaceWithVoid();
    }

    /** Has what was just stored delivered without waiting for the next round; that it leaves at once is only haste. */
    public void deliverSoon() {
        bus.send(STORED, "");
    }

    @ConsumeEvent(STORED)
    Uni<Void> onStored(String nothing) {
        return deliverDue();
    }

    /** Delivers all that is due. */
    @Scheduled(every = "${signet.push.poll:1s}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> deliverDue() {
        Duration lease = config.timeout().multipliedBy(3);
        return deliveries
                .claim(config.concurrency(), clock.instant(), lease)
                .chain(claimed -> claimed.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : deliverAll(claimed).chain(this::deliverDue));
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
        return target(claimed)
                .chain(target -> target.map(found -> push(claimed, found))
                        .orElseGet(() -> Uni.createFrom().item(new Outcome.Refused("endpoint disabled"))))
                .chain(outcome -> settle(claimed, outcome));
    }

    private Uni<Optional<Target>> target(Claimed claimed) {
        return unitOfWork.read(
                session -> endpoints.require(session, claimed.endpointArn()).chain(endpoint -> applications
                        .require(session, endpoint.applicationArn())
                        .map(application -> endpoint.enabled() && application.enabled()
                                ? Optional.of(new Target(
                                        application.platform(),
                                        applications.attributes(application),
                                        endpoints.token(endpoint)))
                                : Optional.<Target>empty())));
    }

    private Uni<Outcome> push(Claimed claimed, Target target) {
        PushService service = services.get(target.platform());
        if (service == null) {
            return Uni.createFrom().item(new Outcome.Refused("no push service for " + target.platform()));
        }
        return Uni.createFrom()
                .deferred(() -> service.push(target.platform(), target.credentials(), target.token(), claimed.push()))
                .ifNoItem()
                .after(config.timeout())
                .fail()
                .onFailure()
                .recoverWithItem(
                        failure -> new Outcome.TryLater(String.valueOf(failure.getMessage()), Optional.empty()));
    }

    private Uni<Void> settle(Claimed claimed, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Taken _ -> deliveries.done(claimed);
            case Outcome.TokenDead(String reason) -> deadEndpoints.disable(claimed.endpointArn(), reason);
            case Outcome.Refused(String reason) -> {
                LOG.warnf("A push to %s was refused and is dropped: %s", claimed.endpointArn(), reason);
                yield deliveries.done(claimed);
            }
            case Outcome.TryLater(String reason, Optional<Duration> after) -> {
                Duration pause = after.orElseGet(() -> pause(claimed.attempts()));
                LOG.infof("A push to %s waits %s: %s", claimed.endpointArn(), pause, reason);
                yield deliveries.later(claimed, clock.instant().plus(pause));
            }
        };
    }

    private Duration pause(int attempts) {
        Duration grown = config.firstPause().multipliedBy(1L << Math.min(attempts - 1, 20));
        return grown.compareTo(config.longestPause()) > 0 ? config.longestPause() : grown;
    }
}
