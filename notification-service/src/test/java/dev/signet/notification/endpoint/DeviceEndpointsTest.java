package dev.signet.notification.endpoint;

import static dev.signet.notification.ApplicationFixture.application;
import static dev.signet.notification.ApplicationFixture.operator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.events.DeviceEvent.DeviceState;
import dev.signet.keyset.Keyset;
import dev.signet.keyset.KeysetUnusable;
import dev.signet.testkit.BackingServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.model.Endpoint;

@QuarkusTest
@QuarkusTestResource(
        value = BackingServers.class,
        initArgs = @ResourceArg(name = "database", value = "signet_notification"))
class DeviceEndpointsTest {
    @Inject
    DeviceEndpoints endpoints;

    @Inject
    Keyset keyset;

    private final String application = application();

    private void put(String device) {
        put(device, keyset.sealText("the token", DeviceState.TOKEN_SEAL));
    }

    private void put(String device, String sealedToken) {
        var state = new DeviceState(
                device, "us-east-1:pool", "us-east-1:identity", "GCM", application, sealedToken, Map.of(), 1);
        endpoints.put(state, application).await().atMost(Duration.ofSeconds(20));
    }

    private Endpoint endpoint() {
        return operator()
                .listEndpointsByPlatformApplication(request -> request.platformApplicationArn(application))
                .endpoints()
                .getFirst();
    }

    private void disable() {
        operator()
                .setEndpointAttributes(request ->
                        request.endpointArn(endpoint().endpointArn()).attributes(Map.of("Enabled", "false")));
    }

    @Test
    void leavesDisabledWhatTheOperatorDisabledWhenTheDeviceIsReadAgain() {
        String device = UUID.randomUUID().toString();
        put(device);
        disable();

        put(device);

        assertThat(endpoint().attributes()).containsEntry("Enabled", "false");
    }

    @Test
    void namesTheDeviceWhoseTokenTheKeysetDoesNotOpen() {
        String sealed = keyset.sealText("the token", "another purpose");

        assertThatThrownBy(() -> put("a device", sealed))
                .isInstanceOf(KeysetUnusable.class)
                .hasMessage("The keyset does not open the token of device a device");
    }

    @Test
    void enablesTheEndpointOfATokenThatIsRegisteredAnew() {
        put(UUID.randomUUID().toString());
        disable();

        put(UUID.randomUUID().toString());

        assertThat(endpoint().attributes()).containsEntry("Enabled", "true");
    }
}
