package dev.signet.notification.apns;

import com.eatthepath.pushy.apns.ApnsClient;
import com.eatthepath.pushy.apns.ApnsClientBuilder;
import com.eatthepath.pushy.apns.DeliveryPriority;
import com.eatthepath.pushy.apns.PushNotificationResponse;
import com.eatthepath.pushy.apns.PushType;
import com.eatthepath.pushy.apns.auth.ApnsSigningKey;
import com.eatthepath.pushy.apns.util.SimpleApnsPushNotification;
import dev.signet.notification.application.Platform;
import dev.signet.notification.delivery.Outcome;
import dev.signet.notification.delivery.Push;
import dev.signet.notification.delivery.PushConfig;
import dev.signet.notification.delivery.PushService;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Apple Push Notification service, with the token signing key (.p8) that is the application's credential. */
@Singleton
class ApnsPushService implements PushService {
    private static final Set<String> TOKEN_DEAD =
            Set.of("BadDeviceToken", "Unregistered", "DeviceTokenNotForTopic", "ExpiredToken");

    /** Reasons beside those of status 403 for which it is the application that is set up wrong, and no message. */
    private static final Set<String> SENDER_WRONG = Set.of("BadTopic", "MissingTopic", "TopicDisallowed");

    private static final int FORBIDDEN = 403;
    private static final int TOO_MANY = 429;

    private final PushConfig config;
    private final Map<ClientKey, ApnsClient> clients = new ConcurrentHashMap<>();

    private record ClientKey(Platform platform, Map<String, String> credentials) {}

    ApnsPushService(PushConfig config) {
        this.config = config;
    }

    @Override
    public Set<Platform> platforms() {
        return Set.of(Platform.APNS, Platform.APNS_SANDBOX);
    }

    @Override
    public Optional<String> flaw(Map<String, String> credentials) {
        try {
            signingKey(credentials);
            return Optional.empty();
        } catch (BadCredentials _) {
            return Optional.of("PlatformCredential is no token signing key (.p8)");
        }
    }

    @Override
    public Uni<Outcome> push(
            Platform platform, Map<String, String> credentials, String token, Push push, Instant expiresAt) {
        ApnsClient client;
        try {
            client = client(new ClientKey(platform, credentials));
        } catch (BadCredentials e) {
            return Uni.createFrom()
                    .item(new Outcome.SenderRefused("The APNs signing key cannot be used: " + e.getCause()));
        }
        SimpleApnsPushNotification notification = notification(credentials, token, push, expiresAt);
        return Uni.createFrom()
                .completionStage(() -> client.sendNotification(notification))
                .map(ApnsPushService::outcome);
    }

    private static SimpleApnsPushNotification notification(
            Map<String, String> credentials, String token, Push push, Instant expiresAt) {
        Map<String, String> options = push.options();
        PushType type = type(push);
        return new SimpleApnsPushNotification(
                token,
                options.getOrDefault("TOPIC", credentials.getOrDefault("ApplePlatformBundleID", "")),
                push.payload(),
                expiresAt,
                type == PushType.BACKGROUND || "5".equals(options.get("PRIORITY"))
                        ? DeliveryPriority.CONSERVE_POWER
                        : DeliveryPriority.IMMEDIATE,
                type,
                options.get("COLLAPSE_ID"));
    }

    /** What the sender asked for, else what the payload is. */
    private static PushType type(Push push) {
        String asked = push.options().get("PUSH_TYPE");
        if (asked != null) {
            return PushType.getFromHeaderValue(asked);
        }
        JsonObject aps = new JsonObject(push.payload()).getJsonObject("aps", new JsonObject());
        boolean silent = aps.containsKey("content-available") && !aps.containsKey("alert");
        return silent ? PushType.BACKGROUND : PushType.ALERT;
    }

    private static Outcome outcome(PushNotificationResponse<SimpleApnsPushNotification> response) {
        if (response.isAccepted()) {
            return new Outcome.Taken();
        }
        String reason = response.getRejectionReason().orElse("no reason given");
        if (TOKEN_DEAD.contains(reason)) {
            return new Outcome.TokenDead(reason);
        }
        int status = response.getStatusCode();
        if (status == FORBIDDEN || SENDER_WRONG.contains(reason)) {
            return new Outcome.SenderRefused(reason);
        }
        return status == TOO_MANY || status >= 500
                ? new Outcome.TryLater(reason, Optional.empty())
                : new Outcome.Refused(reason);
    }

    private ApnsClient client(ClientKey key) throws BadCredentials {
        ApnsClient known = clients.get(key);
        if (known != null) {
            return known;
        }
        ApnsClient fresh = build(key);
        @Nullable ApnsClient other = clients.putIfAbsent(key, fresh);
        if (other == null) {
            return fresh;
        }
        fresh.close();
        return other;
    }

    private ApnsClient build(ClientKey key) throws BadCredentials {
        ApnsSigningKey signingKey = signingKey(key.credentials());
        try {
            return server(key.platform()).setSigningKey(signingKey).build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ApnsSigningKey signingKey(Map<String, String> credentials) throws BadCredentials {
        byte[] p8 = credentials.getOrDefault("PlatformCredential", "").getBytes(StandardCharsets.UTF_8);
        try {
            return ApnsSigningKey.loadFromInputStream(
                    new ByteArrayInputStream(p8),
                    credentials.getOrDefault("ApplePlatformTeamID", ""),
                    credentials.getOrDefault("PlatformPrincipal", ""));
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new BadCredentials(e);
        }
    }

    private ApnsClientBuilder server(Platform platform) throws IOException {
        ApnsClientBuilder builder = new ApnsClientBuilder();
        if (config.apnsServer().isPresent()) {
            String[] hostAndPort = config.apnsServer().get().split(":", 2);
            builder.setApnsServer(hostAndPort[0], Integer.parseInt(hostAndPort[1]));
            if (config.apnsTrust().isPresent()) {
                builder.setTrustedServerCertificateChain(
                        config.apnsTrust().get().toFile());
            }
            return builder;
        }
        return builder.setApnsServer(
                platform == Platform.APNS
                        ? ApnsClientBuilder.PRODUCTION_APNS_HOST
                        : ApnsClientBuilder.DEVELOPMENT_APNS_HOST);
    }

    void close(@Observes ShutdownEvent event) {
        clients.values().forEach(ApnsClient::close);
    }

    private static final class BadCredentials extends Exception {
        BadCredentials(Throwable cause) {
            super(cause);
        }
    }
}
