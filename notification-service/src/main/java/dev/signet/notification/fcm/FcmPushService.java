package dev.signet.notification.fcm;

import dev.signet.notification.application.Platform;
import dev.signet.notification.delivery.Outcome;
import dev.signet.notification.delivery.Push;
import dev.signet.notification.delivery.PushConfig;
import dev.signet.notification.delivery.PushService;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.ext.web.client.HttpResponse;
import io.vertx.mutiny.ext.web.client.WebClient;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Firebase Cloud Messaging over HTTP v1, with the service account that is the application's credential. */
@Singleton
class FcmPushService implements PushService {
    private static final int UNAUTHORIZED = 401;
    private static final String NO_ACCOUNT = "PlatformCredential is no service account's JSON";

    private final PushConfig config;
    private final InstantSource clock;
    private final WebClient http;
    private final GoogleTokens tokens;

    FcmPushService(Vertx vertx, PushConfig config, InstantSource clock, GoogleTokens tokens) {
        this.config = config;
        this.clock = clock;
        this.tokens = tokens;
        this.http = WebClient.create(
                vertx,
                new WebClientOptions()
                        .setFollowRedirects(false)
                        .setConnectTimeout(5_000)
                        // one connection for each push under way, so that those that hang hold up no others
                        .setMaxPoolSize(config.concurrency()));
    }

    @Override
    public Set<Platform> platforms() {
        return Set.of(Platform.GCM);
    }

    @Override
    public Optional<String> flaw(Map<String, String> credentials) {
        return account(credentials).isPresent() ? Optional.empty() : Optional.of(NO_ACCOUNT);
    }

    private static Optional<ServiceAccount> account(Map<String, String> credentials) {
        return ServiceAccount.parse(credentials.getOrDefault("PlatformCredential", ""));
    }

    @Override
    public Uni<Outcome> push(
            Platform platform, Map<String, String> credentials, String token, Push push, Instant expiresAt) {
        Optional<ServiceAccount> account = account(credentials);
        if (account.isEmpty()) {
            return Uni.createFrom().item(new Outcome.SenderRefused(NO_ACCOUNT));
        }
        JsonObject message = message(token, push, expiresAt);
        return tokens.accessToken(account.get())
                .chain(accessToken -> send(account.get(), accessToken, message))
                .invoke(response -> forgetRefused(account.get(), response))
                .map(response -> FcmAnswer.of(response).outcome());
    }

    /** What the sender asked for beside its message goes before what the message says, as SNS has it. */
    private JsonObject message(String token, Push push, Instant expiresAt) {
        JsonObject message = new JsonObject(push.payload()).put("token", token);
        if (push.timeToLive().isPresent()) {
            JsonObject android = message.getValue("android") instanceof JsonObject given ? given : new JsonObject();
            message.put("android", android.put("ttl", secondsUntil(expiresAt) + "s"));
        }
        return message;
    }

    private long secondsUntil(Instant then) {
        long millis = Duration.between(clock.instant(), then).toMillis();
        return Math.max(0, Math.ceilDiv(millis, 1000));
    }

    private Uni<HttpResponse<Buffer>> send(ServiceAccount account, String accessToken, JsonObject message) {
        return http.postAbs(config.fcmUrl() + "/v1/projects/" + account.projectId() + "/messages:send")
                .timeout(config.timeout().toMillis())
                .bearerTokenAuthentication(accessToken)
                .putHeader("Content-Type", "application/json")
                .sendBuffer(
                        Buffer.buffer(new JsonObject().put("message", message).encode()));
    }

    private void forgetRefused(ServiceAccount account, HttpResponse<Buffer> response) {
        if (response.statusCode() == UNAUTHORIZED) {
            tokens.forget(account);
        }
    }
}
