package dev.signet.notification.live;

import dev.signet.iam.AccountConfig;
import dev.signet.iam.Act;
import dev.signet.iam.IamGate;
import dev.signet.iam.Principal;
import dev.signet.iam.RoleSession;
import dev.signet.notification.device.DeviceDirectory;
import dev.signet.notification.device.DirectoryBehind;
import dev.signet.wire.CommonError;
import dev.signet.wire.HttpFacts;
import dev.signet.wire.Refusal;
import dev.signet.wire.RequestTarget;
import dev.signet.wire.http.SourceAddress;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Where a live device opens its connection: server-sent events at {@code /live/{pool}/{identity}/{device}}, authorised by
 * SigV4 in headers or in the query. It ends with the credentials that opened it.
 */
@ApplicationScoped
class LiveEndpoint {
    private static final Logger LOG = Logger.getLogger(LiveEndpoint.class);
    private static final Duration POLL = Duration.ofMillis(50);

    private final Vertx vertx;
    private final IamGate gate;
    private final AccountConfig account;
    private final LiveConfig config;
    private final LiveConnections connections;
    private final DeviceDirectory directory;
    private final DeviceProgress progress;
    private final InstantSource clock;
    private final SourceAddress addresses;

    LiveEndpoint(
            Vertx vertx,
            IamGate gate,
            AccountConfig account,
            LiveConfig config,
            LiveConnections connections,
            DeviceDirectory directory,
            DeviceProgress progress,
            InstantSource clock,
            SourceAddress addresses) {
        this.vertx = vertx;
        this.gate = gate;
        this.account = account;
        this.config = config;
        this.connections = connections;
        this.directory = directory;
        this.progress = progress;
        this.clock = clock;
        this.addresses = addresses;
    }

    void register(@Observes Router router) {
        router.route(HttpMethod.GET, "/live/:pool/:identity/:device").handler(this::connect);
    }

    private void connect(RoutingContext http) {
        DeviceAddress address =
                new DeviceAddress(segment(http, "pool"), segment(http, "identity"), segment(http, "device"));
        admit(http, address)
                .call(() -> registered(address))
                .chain(principal ->
                        resumeAfter(http, address).map(resumption -> open(http, address, principal, resumption)))
                .chain(connections::open)
                .subscribe()
                .with(_ -> LOG.debugf("Device %s is connected", address.device()), failure -> refuse(http, failure));
    }

    private static String segment(RoutingContext http, String name) {
        return Objects.requireNonNull(http.pathParam(name), "The route has this segment");
    }

    private Uni<Principal> admit(RoutingContext http, DeviceAddress address) {
        if (connections.count() >= config.maxConnections()) {
            return Uni.createFrom()
                    .failure(Refusal.of(
                            CommonError.SERVICE_UNAVAILABLE, "This server holds as many connections as it may."));
        }
        Act act = new Act("cognito-sync", "ConnectDevice", address.arn(account));
        return gate.admit(facts(http), act).invoke(principal -> ownIdentity(principal, address));
    }

    private static void ownIdentity(Principal principal, DeviceAddress address) {
        boolean own = principal instanceof RoleSession session
                && session.identityPoolId().equals(Optional.of(address.pool()))
                && session.identityId().equals(Optional.of(address.identity()));
        if (!own) {
            throw Refusal.of(CommonError.ACCESS_DENIED, "A device connects with the credentials of its own identity.");
        }
    }

    /** Waits a little for a device that was registered a moment ago and whose event is still on its way. */
    private Uni<Void> registered(DeviceAddress address) {
        return directory
                .holds(address.identity(), address.device())
                .invoke(held -> {
                    if (!held) {
                        throw Refusal.of(CommonError.ACCESS_DENIED, "The identity has no such device.");
                    }
                })
                .onFailure(LiveEndpoint::mayPass)
                .retry()
                .withBackOff(POLL, POLL)
                .expireIn(config.registrationWait().toMillis())
                .onFailure(failure -> mayPass(failure.getCause()))
                .transform(Throwable::getCause)
                .replaceWithVoid();
    }

    private static boolean mayPass(@Nullable Throwable failure) {
        return failure instanceof Refusal || failure instanceof DirectoryBehind;
    }

    private Uni<Resumption> resumeAfter(RoutingContext http, DeviceAddress address) {
        return Optional.ofNullable(http.request().getHeader("Last-Event-ID"))
                .flatMap(Position::parse)
                .map(position -> Uni.createFrom().item(new Resumption(position, true)))
                .orElseGet(() -> progress.of(address.device()).map(position -> new Resumption(position, false)));
    }

    private LiveConnection open(
            RoutingContext http, DeviceAddress address, Principal principal, Resumption resumption) {
        HttpServerResponse response = http.response()
                .setChunked(true)
                .putHeader("Content-Type", "text/event-stream")
                .putHeader("Cache-Control", "no-store")
                .putHeader("X-Accel-Buffering", "no")
                .putHeader("Access-Control-Allow-Origin", "*");
        LiveConnection connection = new LiveConnection(address.identity(), address.device(), response, resumption);
        endWith(principal, http, connection);
        // whoever ends it: a close handler alone is not told of what this side ends
        http.addEndHandler(_ -> closed(connection));
        connection.begin();
        return connection;
    }

    private void endWith(Principal principal, RoutingContext http, LiveConnection connection) {
        if (principal instanceof RoleSession session) {
            Duration left = Duration.between(clock.instant(), session.expiresAt());
            long timer = vertx.setTimer(Math.max(1, left.toMillis()), _ -> connection.close());
            http.addEndHandler(_ -> vertx.cancelTimer(timer));
        }
    }

    private void closed(LiveConnection connection) {
        connections
                .closed(connection)
                .subscribe()
                .with(
                        _ -> LOG.debugf("Device %s is disconnected", connection.deviceId()),
                        failure -> LOG.warnf(
                                "The end of device %s's connection could not be noted: %s",
                                connection.deviceId(), failure.getMessage()));
    }

    private static void refuse(RoutingContext http, Throwable failure) {
        if (http.response().ended() || http.response().closed()) {
            return; // the device left meanwhile
        }
        if (http.response().headWritten()) {
            http.response().end();
            return;
        }
        if (failure instanceof Refusal refusal && refusal.error() instanceof CommonError error) {
            refuse(http, error, refusal.getMessage());
        } else {
            LOG.warnf("A device could not connect to %s: %s", http.normalizedPath(), failure);
            refuse(http, CommonError.SERVICE_UNAVAILABLE, "Devices cannot connect at the moment.");
        }
    }

    private static void refuse(RoutingContext http, CommonError error, @Nullable String message) {
        http.response()
                .setStatusCode(error.queryStatus())
                .putHeader("Content-Type", "application/json")
                .putHeader("x-amzn-errortype", error.jsonCode())
                .putHeader("Access-Control-Allow-Origin", "*")
                .end(new JsonObject()
                        .put("__type", error.jsonCode())
                        .put("message", message)
                        .encode());
    }

    private HttpFacts facts(RoutingContext http) {
        var request = http.request();
        var target = RequestTarget.of(request.uri());
        return new HttpFacts(
                "GET",
                target.rawPath(),
                target.rawQuery(),
                HttpFacts.headersOf(request),
                new byte[0],
                addresses.of(request));
    }
}
