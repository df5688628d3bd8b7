package dev.signet.notification.push;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.notification.ApplicationFixture;
import dev.signet.notification.apns.FakeApns;
import dev.signet.notification.apns.FakeApns.Taken;
import dev.signet.notification.publish.FakeFcm;
import dev.signet.testkit.BackingServers;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(FakeApns.class)
@QuarkusTestResource(FakeFcm.class)
@QuarkusTestResource(
        value = BackingServers.class,
        initArgs = @ResourceArg(name = "database", value = "signet_notification"))
class SilentPushTest {
    @Inject
    Identity identity;

    @Inject
    MeterRegistry meters;

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

    @Test
    void wakesTheOthersThoughOneIsOnAPlatformThatIsNotDeliveredThrough() throws Exception {
        String device = UUID.randomUUID().toString();
        identity.subscribe(
                UUID.randomUUID().toString(), "arn:aws:sns:us-east-1:000000000000:app/ADM/kindles", "Settings");
        identity.subscribe(device, ApplicationFixture.application(), Map.of("Settings", 0L), 1);
        double before = undeliverable();

        identity.write("Settings", 1, "another");

        assertThat(FakeFcm.taken("token-" + device).encode()).contains("\"syncCount\":\"1\"");
        assertThat(undeliverable()).isGreaterThan(before);
    }

    private double undeliverable() {
        return meters.counter("signet.push.undeliverable").count();
    }

    @Test
    void wakesADeviceThroughApple() throws Exception {
        String token = UUID.randomUUID().toString().replace("-", "");
        identity.subscribe(token.toUpperCase(Locale.ROOT), FakeApns.application(), "Settings");

        identity.write("Settings", 3, "another");

        Taken push = FakeApns.taken(token);
        assertThat(push.headers()).containsEntry("push-type", "background").containsEntry("priority", "5");
        assertThat(push.payload())
                .isEqualTo(new JsonObject()
                        .put("aps", new JsonObject().put("content-available", 1))
                        .put(
                                "data",
                                new JsonObject()
                                        .put("source", "cognito-sync")
                                        .put("identityPoolId", Identity.POOL)
                                        .put("identityId", identity.id)
                                        .put("datasetName", "Settings")
                                        .put("syncCount", 3)));
    }
}
