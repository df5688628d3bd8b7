package dev.signet.notification.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signet.testkit.BackingServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Who may open a device's connection. */
@QuarkusTest
@QuarkusTestResource(
        value = BackingServers.class,
        initArgs = @ResourceArg(name = "database", value = "signet_notification"))
class LiveAdmissionTest {
    @Inject
    Identity identity;

    @Inject
    Identity stranger;

    @Test
    void refusesTheDeviceOfAnotherIdentity() throws Exception {
        String device = stranger.liveDevice(Map.of("Settings", 0L));
        String own = identity.liveDevice(Map.of());
        identity.connect(own, null).close();

        assertDenied(
                LiveClient.request(stranger.live(device), identity.credentials(), null),
                "is not authorized to perform: cognito-sync:ConnectDevice on resource: ");
        assertDenied(
                LiveClient.request(identity.live(device), identity.credentials(), null),
                "The identity has no such device.");
    }

    private static void assertDenied(HttpResponse<InputStream> refused, String message) throws IOException {
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.headers().firstValue("x-amzn-errortype")).contains("AccessDeniedException");
        assertThat(new String(refused.body().readAllBytes(), StandardCharsets.UTF_8))
                .contains("\"__type\":\"AccessDeniedException\"")
                .contains(message);
    }

    @Test
    void refusesARoleThatMayNotConnect() throws Exception {
        String device = identity.liveDevice(Map.of());

        var refused = LiveClient.request(identity.live(device), identity.credentials("cognito-sync:ListRecords"), null);

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.headers().firstValue("x-amzn-errortype")).contains("AccessDeniedException");
    }

    @Test
    void heedsARolesConditionOnTheSourceAddress() throws Exception {
        String condition = "{\"IpAddress\": {\"aws:SourceIp\": \"%s\"}}";
        URI live = identity.live(identity.liveDevice(Map.of()));

        var here = identity.credentials("cognito-sync:*", condition.formatted("127.0.0.0/8"));
        await().until(() -> LiveClient.status(live, here) == 200);
        var elsewhere = identity.credentials("cognito-sync:*", condition.formatted("203.0.113.0/24"));
        await().until(() -> LiveClient.status(live, elsewhere) == 403);
    }

    @Test
    void refusesACallerWithoutASignature() throws Exception {
        var refused = LiveClient.request(identity.live(UUID.randomUUID().toString()), null, null);

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.headers().firstValue("x-amzn-errortype")).contains("MissingAuthenticationTokenException");
    }

    @Test
    void refusesTheOperatorWhoHasNoIdentity() throws Exception {
        String device = identity.liveDevice(Map.of());

        assertDenied(
                LiveClient.request(identity.live(device), LiveClient.OPERATOR, null),
                "A device connects with the credentials of its own identity.");
    }
}
