package dev.signet.notification.fcm;

import dev.signet.notification.delivery.PushConfig;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.mutiny.core.MultiMap;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.ext.web.client.HttpResponse;
import io.vertx.mutiny.ext.web.client.WebClient;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Access tokens of service accounts (RFC 7523), kept until shortly before they end. */
@Singleton
class GoogleTokens {
    private static final String SCOPE = "https://www.googleapis.com/auth/firebase.messaging";
    private static final long LIFE_SECONDS = 3600;
    private static final long EARLY_SECONDS = 300;

    private final PushConfig config;
    private final InstantSource clock;
    private final WebClient http;
    private final Map<ServiceAccount, AccessToken> known = new ConcurrentHashMap<>();

    private record AccessToken(String value, Instant until) {}

    GoogleTokens(Vertx vertx, PushConfig config, InstantSource clock) {
        this.config = config;
        this.clock = clock;
        this.http = WebClient.create(
                vertx,
                new WebClientOptions()
                        .setFollowRedirects(false)
                        .setConnectTimeout(5_000)
                        .setMaxPoolSize(config.concurrency()));
    }

    Uni<String> accessToken(ServiceAccount account) {
        AccessToken token = known.get(account);
        if (token != null && clock.instant().isBefore(token.until())) {
            return Uni.createFrom().item(token.value());
        }
        return Uni.createFrom()
                .item(() -> assertion(account))
                .chain(this::exchange)
                .map(response -> remember(account, response));
    }

    /** Has the next push ask for a new access token: the one that is known was refused. */
    void forget(ServiceAccount account) {
        known.remove(account);
    }

    private Uni<HttpResponse<Buffer>> exchange(String assertion) {
        return http.postAbs(config.fcmTokenUrl().toString())
                .timeout(config.timeout().toMillis())
                .sendForm(MultiMap.caseInsensitiveMultiMap()
                        .add("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer")
                        .add("assertion", assertion));
    }

    private String remember(ServiceAccount account, HttpResponse<Buffer> response) {
        if (response.statusCode() != 200) {
            throw new IllegalStateException("No access token for the service account: " + response.statusCode());
        }
        JsonObject body = response.bodyAsJsonObject();
        long seconds = body.getLong("expires_in", LIFE_SECONDS);
        String token = body.getString("access_token");
        known.put(account, new AccessToken(token, clock.instant().plusSeconds(seconds - EARLY_SECONDS)));
        return token;
    }

    private String assertion(ServiceAccount account) {
        long now = clock.instant().getEpochSecond();
        String claims = new JsonObject()
                .put("iss", account.clientEmail())
                .put("scope", SCOPE)
                .put("aud", config.fcmTokenUrl().toString())
                .put("iat", now)
                .put("exp", now + LIFE_SECONDS)
                .encode();
        String signed = base64("{\"alg\":\"RS256\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8)) + "."
                + base64(claims.getBytes(StandardCharsets.UTF_8));
        try {
            Signature rsa = Signature.getInstance("SHA256withRSA");
            rsa.initSign(account.key());
            rsa.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + base64(rsa.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
