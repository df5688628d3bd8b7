package dev.signet.notification.publish;

import static dev.signet.notification.ApplicationFixture.endpoint;
import static dev.signet.notification.ApplicationFixture.operator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.notification.apns.FakeApns;
import dev.signet.notification.apns.FakeApns.Taken;
import dev.signet.testkit.BackingServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

@QuarkusTest
@QuarkusTestResource(FakeApns.class)
@QuarkusTestResource(
        value = BackingServers.class,
        initArgs = @ResourceArg(name = "database", value = "signet_notification"))
class ApnsPublishTest {
    private final String token = UUID.randomUUID().toString().replace("-", "");
    private final String device = endpoint(FakeApns.application(), token);

    private static String forApple(String payload) {
        return new JsonObject().put("default", "x").put("APNS", payload).encode();
    }

    private void publish(String payload, Map<String, String> options) {
        Map<String, MessageAttributeValue> attributes = new HashMap<>();
        options.forEach((name, value) -> attributes.put(
                "AWS.SNS.MOBILE.APNS." + name,
                MessageAttributeValue.builder()
                        .dataType("String")
                        .stringValue(value)
                        .build()));
        operator().publish(request -> request.targetArn(device)
                .messageStructure("json")
                .message(forApple(payload))
                .messageAttributes(attributes));
    }

    @Test
    void takesAPlainMessageToTheDeviceAsAnAlert() throws Exception {
        operator().publish(request -> request.targetArn(device).message("hello"));

        Taken push = FakeApns.taken(token);
        assertThat(push.payload()).isEqualTo(new JsonObject("{\"aps\":{\"alert\":\"hello\"}}"));
        assertThat(push.headers())
                .containsEntry("topic", FakeApns.TOPIC)
                .containsEntry("push-type", "alert")
                .containsEntry("priority", "10");
    }

    @Test
    void takesAMessageOfApplesFormToTheDeviceAsItIs() throws Exception {
        publish("{\"aps\":{\"content-available\":1},\"mine\":2}", Map.of());

        Taken push = FakeApns.taken(token);
        assertThat(push.payload()).isEqualTo(new JsonObject("{\"aps\":{\"content-available\":1},\"mine\":2}"));
        assertThat(push.headers()).containsEntry("push-type", "background").containsEntry("priority", "5");
    }

    @Test
    void tellsAppleWhatTheSenderAskedFor() throws Exception {
        Instant before = Instant.now();

        publish(
                "{\"aps\":{}}",
                Map.of(
                        "TTL",
                        "600",
                        "PUSH_TYPE",
                        "liveactivity",
                        "PRIORITY",
                        "5",
                        "TOPIC",
                        "com.example.other",
                        "COLLAPSE_ID",
                        "news"));

        Map<String, String> headers = FakeApns.taken(token).headers();
        assertThat(headers)
                .containsEntry("push-type", "liveactivity")
                .containsEntry("priority", "5")
                .containsEntry("topic", "com.example.other")
                .containsEntry("collapse-id", "news");
        assertThat(Instant.ofEpochSecond(Long.parseLong(headers.get("expiration"))))
                .isBetween(before.plusSeconds(599), Instant.now().plusSeconds(600));
    }

    @Test
    void refusesAnApsThatNoPhoneCouldRead() {
        assertThatThrownBy(() -> publish("{\"aps\":\"x\"}", Map.of()))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("The payload for APNS has an aps that is no JSON object");
    }
}
