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
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Firebase Cloud Messaging over HTTP v1, with the service account that is the application's credential. */
@Singleton
class FcmPushService implements PushService {
    private final PushConfig config;
    private final WebClient http;
    private final GoogleTokens tokens;

    FcmPushService(Vertx vertx, PushConfig config, GoogleTokens tokens) {
        this.config = config;
        this.tokens = tokens;
        this.http = WebClient.create(
                vertx, new WebClientOptions().setFollowRedirects(false).setConnectTimeout(5_000));
    }

    @Override
    public Set<Platform> platforms() {
        return Set.of(Platform.GCM);
    }

    @Override
    public Uni<Outcome> push(Platform platform, Map<String, String> credentials, String token, Push push) {
        Optional<ServiceAccount> account = ServiceAccount.parse(credentials.getOrDefault("PlatformCredential", ""));
        if (account.isEmpty()) {
            return Uni.createFrom().item(new Outcome.Refused("PlatformCredential is no service account's JSON"));
        }
        JsonObject message = new JsonObject(push.payload()).put("token", token);
        return tokens.accessToken(account.get())
                .chain(accessToken -> send(account.get(), accessToken, message))
                .map(response -> outcome(response));
    }

    private Uni<HttpResponse<Buffer>> send(ServiceAccount account, String accessToken, JsonObject message) {
        return http.postAbs(config.fcmUrl() + "/v1/projects/" + account.projectId() + "/messages:send")
                .timeout(config.timeout().toMillis())
                .bearerTokenAuthentication(accessToken)
                .putHeader("Content-Type", "application/json")
                .sendBuffer(
                        Buffer.buffer(new JsonObject().put("message", message).encode()));
    }

    private static Outcome outcome(HttpResponse<Buffer> response) {
        String reason = response.statusCode() + " " + response.bodyAsString();
        return switch (response.statusCode()) {
            case 200 -> new Outcome.Taken();
            case 404 -> new Outcome.TokenDead("UNREGISTERED");
            case 400 -> new Outcome.Refused(reason);
            case 403 -> new Outcome.Refused(reason);
            default -> new Outcome.TryLater(reason, retryAfter(response));
        };
    }

    private static Optional<Duration> retryAfter(HttpResponse<Buffer> response) {
        return Optional.ofNullable(response.getHeader("Retry-After"))
                .filter(value -> value.matches("\\d{1,6}"))
                .map(value -> Duration.ofSeconds(Long.parseLong(value)));
    }
}
