package dev.signet.notification.apns;

import com.eatthepath.pushy.apns.server.MockApnsServer;
import dev.signet.notification.ApplicationFixture;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http2.Http2Headers;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.spec.ECGenParameterSpec;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Pushy's own APNs server, which takes every push that is signed. */
public final class FakeApns implements QuarkusTestResourceLifecycleManager {
    public static final String TOPIC = "com.example.app";

    private static final Map<String, BlockingQueue<Taken>> TAKEN = new ConcurrentHashMap<>();
    private MockApnsServer server;

    /**
     * A push that was taken.
     *
     * @param headers those that speak of APNs, less {@code apns-}
     */
    public record Taken(Map<String, String> headers, JsonObject payload) {}

    /** The next push that was taken for a device. */
    public static Taken taken(String token) throws InterruptedException {
        Taken push =
                TAKEN.computeIfAbsent(token, _ -> new LinkedBlockingQueue<>()).poll(20, TimeUnit.SECONDS);
        if (push == null) {
            throw new AssertionError("No push came for " + token);
        }
        return push;
    }

    /** A platform application of its own with a fresh signing key. */
    public static String application() {
        return ApplicationFixture.operator()
                .createPlatformApplication(request ->
                        request.name(ApplicationFixture.name()).platform("APNS").attributes(credentials()))
                .platformApplicationArn();
    }

    /** What a platform application of Apple's needs. */
    public static Map<String, String> credentials() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return Map.of(
                    "PlatformCredential",
                    ServerCertificate.pem(
                            "PRIVATE KEY",
                            generator.generateKeyPair().getPrivate().getEncoded()),
                    "PlatformPrincipal",
                    "KEY1234567",
                    "ApplePlatformTeamID",
                    "TEAM123456",
                    "ApplePlatformBundleID",
                    TOPIC);
        } catch (NoSuchAlgorithmException | java.security.InvalidAlgorithmParameterException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Map<String, String> start() {
        try {
            ServerCertificate certificate = new ServerCertificate(Files.createTempDirectory("signet-apns"));
            server = certificate.server().setHandlerFactory(_ -> FakeApns::take).build();
            int port = server.start(0).get();
            return Map.of(
                    "signet.push.apns-server",
                    "localhost:" + port,
                    "signet.push.apns-trust",
                    certificate.trust().toString());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void stop() {
        server.shutdown().join();
    }

    private static void take(Http2Headers request, ByteBuf body) {
        Map<String, String> headers = new HashMap<>();
        request.forEach(header -> {
            String name = header.getKey().toString();
            if (name.startsWith("apns-")) {
                headers.put(name.substring("apns-".length()), header.getValue().toString());
            }
        });
        String token = request.path().toString().replace("/3/device/", "");
        TAKEN.computeIfAbsent(token, _ -> new LinkedBlockingQueue<>())
                .add(new Taken(headers, new JsonObject(body.toString(StandardCharsets.UTF_8))));
    }
}
