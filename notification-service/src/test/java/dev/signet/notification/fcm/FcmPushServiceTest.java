package dev.signet.notification.fcm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.notification.application.Platform;
import dev.signet.notification.delivery.Outcome;
import dev.signet.notification.delivery.Push;
import dev.signet.testkit.BackingServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(
        value = BackingServers.class,
        initArgs = @ResourceArg(name = "database", value = "signet_notification"))
class FcmPushServiceTest {
    @Inject
    FcmPushService service;

    /** Credentials were stored as they came once. */
    @Test
    void sendsNothingWithACredentialThatIsNone() {
        Outcome outcome = service.push(
                        Platform.GCM,
                        Map.of("PlatformCredential", "an old API key"),
                        "token",
                        new Push("{}", Map.of()),
                        Instant.now().plusSeconds(60))
                .await()
                .atMost(Duration.ofSeconds(20));

        assertThat(outcome).isEqualTo(new Outcome.SenderRefused("PlatformCredential is no service account's JSON"));
    }
}
