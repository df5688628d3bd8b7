package dev.signet.notification.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signet.testkit.BackingServers;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** While Redis is filled again nobody can tell whose device connects: it is told to come again, not that it is none. */
@QuarkusTest
@TestProfile(DirectoryBehindTest.Hasty.class)
@QuarkusTestResource(
        value = BackingServers.class,
        initArgs = @ResourceArg(name = "database", value = "signet_notification"))
class DirectoryBehindTest {
    @Inject
    Identity identity;

    @Inject
    RedisDataSource redis;

    @Test
    void tellsADeviceToComeAgain() {
        String device = identity.liveDevice(Map.of());
        await().until(() -> redis.key().exists("signet:identity-of:" + device));
        var credentials = identity.credentials();

        // at first its role is not known yet, and Redis may be full again when the device comes
        await().untilAsserted(() -> {
            redis.flushall();
            var refused = LiveClient.request(identity.live(device), credentials, null);

            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.headers().firstValue("x-amzn-errortype")).contains("ServiceUnavailableException");
        });
    }

    /** Devices wait a shorter time than Redis needs to be filled. */
    public static class Hasty implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("signet.live.registration-wait", "200ms");
        }
    }
}
