package dev.signet.notification.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signet.testkit.BackingServers;
import dev.signet.testkit.HungRedis;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** While Redis hangs nobody can tell whose device connects: it is told to come again, in words that AWS clients read. */
@QuarkusTest
@QuarkusTestResource(
        value = BackingServers.class,
        initArgs = @ResourceArg(name = "database", value = "signet_notification"))
@QuarkusTestResource(value = HungRedis.class, restrictToAnnotatedClass = true)
class LiveWithoutRedisTest {
    @Inject
    Identity identity;

    @Test
    void tellsADeviceToComeAgain() {
        var credentials = identity.credentials();

        // at first its role is not known yet
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            var refused = LiveClient.request(identity.live("any"), credentials, null);

            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("x-amzn-errortype")).contains("ServiceUnavailableException");
            assertThat(new String(refused.body().readAllBytes(), StandardCharsets.UTF_8))
                    .contains("Devices cannot connect at the moment.");
        });
    }
}
