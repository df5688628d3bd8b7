package dev.signet.notification.push;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.testkit.BackingServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A replica that holds as many connections as it may says so, and the device tries another. */
@QuarkusTest
@TestProfile(FullReplicaTest.Full.class)
@QuarkusTestResource(
        value = BackingServers.class,
        initArgs = @ResourceArg(name = "database", value = "signet_notification"))
class FullReplicaTest {
    @Inject
    Identity identity;

    @Test
    void refusesOneConnectionTooMany() throws Exception {
        String device = identity.liveDevice(Map.of());

        var refused = LiveClient.request(identity.live(device), identity.credentials(), null);

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("x-amzn-errortype")).contains("ServiceUnavailableException");
        assertThat(new String(refused.body().readAllBytes(), StandardCharsets.UTF_8))
                .contains("This server holds as many connections as it may.");
    }

    /** A replica without room. */
    public static class Full implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("signet.live.max-connections", "0");
        }
    }
}
