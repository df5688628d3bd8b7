package dev.signet.notification.delivery;

import dev.signet.events.UnitOfWork;
import dev.signet.notification.application.Platform;
import dev.signet.notification.application.PlatformApplication;
import dev.signet.notification.application.PlatformApplications;
import dev.signet.notification.delivery.Deliveries.Claimed;
import dev.signet.notification.endpoint.PlatformEndpoint;
import dev.signet.notification.endpoint.PlatformEndpoints;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Hands one push over to its push service, and does with it what that says. What fails waits longer each time. */
@Singleton
class Courier {
    private static final Logger LOG = Logger.getLogger(Courier.class);

    private final UnitOfWork unitOfWork;
    private final Deliveries deliveries;
    private final DeadEndpoints deadEndpoints;
    private final PlatformEndpoints endpoints;
    private final PlatformApplications applications;
    private final PushConfig config;
    private final InstantSource clock;
    private final Map<Platform, PushService> services = new EnumMap<>(Platform.class);

    Courier(
            UnitOfWork unitOfWork,
            Deliveries deliveries,
            DeadEndpoints deadEndpoints,
            PlatformEndpoints endpoints,
            PlatformApplications applications,
            PushConfig config,
            InstantSource clock,
            @All List<PushService> all) {
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
    private record Target(PlatformApplication application, PlatformEndpoint endpoint) {}

    /** Never fails: pushes that are delivered side by side have nothing to do with each other. */
    Uni<Void> deliver(Claimed claimed) {
        return Uni.createFrom()
                .deferred(() -> target(claimed))
                .chain(target -> deliver(claimed, target))
                .onFailure()
                .recoverWithUni(failure -> brokeDown(claimed, failure));
    }

    private Uni<Target> target(Claimed claimed) {
        return unitOfWork.read(
                session -> endpoints.require(session, claimed.endpointArn()).chain(endpoint -> applications
                        .require(session, endpoint.applicationArn())
                        .map(application -> new Target(application, endpoint))));
    }

    private Uni<Void> deliver(Claimed claimed, Target target) {
        return outcome(claimed, target).chain(outcome -> settle(claimed, target, outcome));
    }

    private Uni<Outcome> outcome(Claimed claimed, Target target) {
        Push push = deliveries.open(claimed);
        if (isTooLate(claimed, push)) {
            return Uni.createFrom().item(new Outcome.Refused("it is too late for it"));
        }
        if (!target.endpoint().enabled()) {
            return Uni.createFrom().item(new Outcome.SenderRefused("the endpoint is disabled"));
        }
        if (!target.application().enabled()) {
            return Uni.createFrom().item(new Outcome.SenderRefused("the application is disabled"));
        }
        return push(claimed, target, push);
    }

    /** What is of use at once or never is over when it is claimed, and is tried once all the same. */
    private boolean isTooLate(Claimed claimed, Push push) {
        boolean atOnce = push.timeToLive().filter(Duration::isZero).isPresent();
        return claimed.expiresAt().isBefore(clock.instant()) && !(atOnce && claimed.attempts() == 1);
    }

    private Uni<Outcome> push(Claimed claimed, Target target, Push push) {
        Platform platform = target.application().platform();
        PushService service = services.get(platform);
        if (service == null) {
            return Uni.createFrom().item(new Outcome.Refused("no push service for " + platform));
        }
        Map<String, String> credentials = applications.attributes(target.application());
        String token = endpoints.token(target.endpoint());
        return Uni.createFrom()
                .deferred(() -> service.push(platform, credentials, token, push, claimed.expiresAt()))
                .ifNoItem()
                .after(config.timeout())
                .fail()
                .onFailure()
                .recoverWithItem(
                        failure -> new Outcome.TryLater(String.valueOf(failure.getMessage()), Optional.empty()));
    }

    private Uni<Void> settle(Claimed claimed, Target target, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Taken _ -> deliveries.done(claimed);
            case Outcome.TokenDead(String reason) -> tokenDied(claimed, target, reason);
            case Outcome.Refused(String reason) -> drop(claimed, reason);
            // what SNS does with a message; a count that is lost would leave a device behind until the next change
            case Outcome.SenderRefused(String reason) ->
                claimed.isSync() ? tryLater(claimed, pause(claimed), reason) : drop(claimed, reason);
            case Outcome.TryLater(String reason, Optional<Duration> after) ->
                tryLater(claimed, after.orElseGet(() -> pause(claimed)), reason);
        };
    }

    private Uni<Void> tokenDied(Claimed claimed, Target target, String reason) {
        return deadEndpoints
                .disable(target.endpoint(), reason)
                .chain(disabled -> disabled
                        ? Uni.createFrom().voidItem()
                        : tryLater(claimed, Duration.ZERO, "the endpoint got another token meanwhile"));
    }

    private Uni<Void> drop(Claimed claimed, String reason) {
        LOG.warnf("A push to %s is dropped: %s", claimed.endpointArn(), reason);
        return deliveries.done(claimed);
    }

    private Uni<Void> tryLater(Claimed claimed, Duration pause, String reason) {
        Instant due = clock.instant().plus(pause);
        if (due.isAfter(claimed.expiresAt())) {
            return drop(claimed, reason);
        }
        LOG.infof("A push to %s waits %s: %s", claimed.endpointArn(), pause, reason);
        return deliveries.later(claimed, due);
    }

    /** A push that cannot even be put off is claimed again when its lease is over. */
    private Uni<Void> brokeDown(Claimed claimed, Throwable failure) {
        LOG.warnf("A push to %s broke down: %s", claimed.endpointArn(), failure);
        return Uni.createFrom()
                .deferred(() -> tryLater(claimed, pause(claimed), "it broke down"))
                .onFailure()
                .invoke(again -> LOG.warnf("It waits for the end of its lease: %s", again))
                .onFailure()
                .recoverWithNull();
    }

    private Duration pause(Claimed claimed) {
        Duration grown = config.firstPause().multipliedBy(1L << Math.min(claimed.attempts() - 1, 20));
        return grown.compareTo(config.longestPause()) > 0 ? config.longestPause() : grown;
    }
}
