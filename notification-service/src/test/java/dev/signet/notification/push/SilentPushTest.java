package dev.signet.notification.push;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.notification.ApplicationFixture;
import dev.signet.notification.publish.FakeFcm;
import dev.signet.testkit.BackingServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(FakeFcm.class)
@QuarkusTestResource(
        value = BackingServers.class,
        initArgs = @ResourceArg(name = "database", value = "signet_notification"))
class SilentPushTest {
    @Inject
    Identity identity;

    @Test
    void wakesADeviceThroughItsPushServiceWithCognitosKeys() throws Exception {
        String device = UUID.randomUUID().toString();
        identity.subscribe(device, ApplicationFixture.application(), Map.of("Settings", 0L), 1);

        identity.write("Settings", 3, "another");

        assertThat(FakeFcm.taken("token-" + device).getJsonObject("data"))
                .isEqualTo(new JsonObject()
                        .put("source", "cognito-sync")
                        .put("identityPoolId", Identity.POOL)
                        .put("identityId", identity.id)
                        .put("datasetName", "Settings")
                        .put("syncCount", "3"));
    }

    @Test
    void doesNotPushACountTwiceAndSkipsTheWriter() throws Exception {
        String device = UUID.randomUUID().toString();
        identity.subscribe(device, ApplicationFixture.application(), Map.of("Settings", 0L), 1);

        identity.write("Settings", 1, "another");
        assertThat(FakeFcm.taken("token-" + device).encode()).contains("\"syncCount\":\"1\"");
        identity.write("Settings", 1, "another");
        identity.write("Settings", 2, device);
        identity.write("Settings", 3, "another");

        assertThat(FakeFcm.taken("token-" + device).encode()).contains("\"syncCount\":\"3\"");
    }
}
