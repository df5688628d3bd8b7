package dev.signet.notification.apns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.eatthepath.pushy.apns.auth.ApnsVerificationKey;
import com.eatthepath.pushy.apns.server.MockApnsServer;
import com.eatthepath.pushy.apns.server.ValidatingPushNotificationHandlerFactory;
import dev.signet.notification.application.Platform;
import dev.signet.notification.delivery.Outcome;
import dev.signet.notification.delivery.Push;
import dev.signet.notification.delivery.PushConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against pushy's own APNs server, which checks the ES256 tokens, topics and device tokens as Apple's does. */
class ApnsPushServiceTest {
    private static final String TOPIC = "com.example.app";
    private static final String KNOWN = "ab".repeat(32);
    private static final String EXPIRED = "cd".repeat(32);

    @TempDir
    static Path folder;

    private static MockApnsServer server;
    private static ApnsPushService service;
    private static Map<String, String> credentials;

    @BeforeAll
    static void startServer() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair signing = generator.generateKeyPair();
        ApnsVerificationKey verification =
                new ApnsVerificationKey("KEY1234567", "TEAM123456", (ECPublicKey) signing.getPublic());
        ServerCertificate certificate = new ServerCertificate(folder);
        server = certificate
                .server()
                .setHandlerFactory(new ValidatingPushNotificationHandlerFactory(
                        Map.of(TOPIC, Set.of(KNOWN, EXPIRED)),
                        Map.of(EXPIRED, Instant.now().minusSeconds(60)),
                        Map.of("KEY1234567", verification),
                        Map.of(verification, Set.of(TOPIC))))
                .build();
        int port = server.start(0).get();
        service = new ApnsPushService(config(port, certificate.trust()));
        credentials = Map.of(
                "PlatformCredential",
                ServerCertificate.pem("PRIVATE KEY", signing.getPrivate().getEncoded()),
                "PlatformPrincipal",
                "KEY1234567",
                "ApplePlatformTeamID",
                "TEAM123456",
                "ApplePlatformBundleID",
                TOPIC);
    }

    @AfterAll
    static void stopServer() throws Exception {
        service.close(new ShutdownEvent());
        server.shutdown().get();
    }

    private static PushConfig config(int port, Path trust) {
        return new SmallRyeConfigBuilder()
                .withMapping(PushConfig.class)
                .withDefaultValue("signet.push.timeout", "PT10S")
                .withDefaultValue("signet.push.first-pause", "PT1S")
                .withDefaultValue("signet.push.longest-pause", "PT10M")
                .withDefaultValue("signet.push.keep", "P28D")
                .withDefaultValue("signet.push.apns-server", "localhost:" + port)
                .withDefaultValue("signet.push.apns-trust", trust.toString())
                .build()
                .getConfigMapping(PushConfig.class);
    }

    /** What is wrong with the server's own settings is no fault of the application's, for which messages are dropped. */
    @Test
    void breaksDownWithoutTheCertificateThatItTrustsAServerBy() {
        var untrusting = new ApnsPushService(config(1, folder.resolve("absent.pem")));
        Push push = new Push("{}", Map.of());

        assertThatThrownBy(() -> untrusting.push(Platform.APNS, credentials, KNOWN, push, Instant.now()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("absent.pem");
    }

    private static Outcome push(Map<String, String> as, String token) {
        Push push = new Push("{\"aps\":{\"content-available\":1}}", Map.of());
        return service.push(Platform.APNS, as, token, push, Instant.now().plusSeconds(60))
                .await()
                .atMost(Duration.ofSeconds(20));
    }

    @Test
    void handsAPushOver() {
        assertThat(push(credentials, KNOWN)).isEqualTo(new Outcome.Taken());
    }

    @Test
    void tellsThatATokenIsDead() {
        assertThat(push(credentials, EXPIRED)).isInstanceOf(Outcome.TokenDead.class);
        assertThat(push(credentials, "ef".repeat(32))).isInstanceOf(Outcome.TokenDead.class);
    }

    @Test
    void tellsThatCredentialsAreOfNoUse() {
        Map<String, String> broken = new HashMap<>(credentials);
        broken.put("PlatformCredential", "no key");

        assertThat(push(broken, KNOWN)).isInstanceOf(Outcome.SenderRefused.class);
    }

    @Test
    void tellsThatTheKeyIsUnknownToApple() {
        Map<String, String> other = new HashMap<>(credentials);
        other.put("PlatformPrincipal", "KEY7654321");

        assertThat(push(other, KNOWN)).isEqualTo(new Outcome.SenderRefused("InvalidProviderToken"));
    }
}
