package dev.signet.notification.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.notification.application.Platform;
import dev.signet.notification.delivery.Push;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishRequest;

class PublishedMessageTest {
    private static Push plain(Platform platform, Map<String, String> attributes) {
        Map<String, MessageAttributeValue> given = new HashMap<>();
        attributes.forEach((name, value) -> given.put(
                "AWS.SNS.MOBILE." + name,
                MessageAttributeValue.builder()
                        .dataType("String")
                        .stringValue(value)
                        .build()));
        return PublishedMessage.of(PublishRequest.builder()
                        .message("hello")
                        .messageAttributes(given)
                        .build())
                .pushFor(platform);
    }

    private static JsonObject own(Platform platform, String payload) {
        String message = new JsonObject()
                .put("default", "x")
                .put(platform.name(), payload)
                .encode();
        Push push = PublishedMessage.of(PublishRequest.builder()
                        .messageStructure("json")
                        .message(message)
                        .build())
                .pushFor(platform);
        return new JsonObject(push.payload());
    }

    @Test
    void shapesAPlainTextForEachPlatform() {
        assertThat(plain(Platform.APNS, Map.of()).payload()).isEqualTo("{\"aps\":{\"alert\":\"hello\"}}");
        assertThat(plain(Platform.GCM, Map.of()).payload()).isEqualTo("{\"data\":{\"default\":\"hello\"}}");
    }

    @Test
    void putsAnOldMessageToGoogleIntoTheFormOfHttpV1() {
        assertThat(own(Platform.GCM, """
                {"notification": {"title": "Hi"}, "data": {"count": 7, "open": true}, "priority": "high"}
                """)).isEqualTo(new JsonObject("""
                {"notification": {"title": "Hi"}, "data": {"count": "7", "open": "true"}}
                """));
    }

    @Test
    void passesAMessageToAppleThrough() {
        String payload = "{\"aps\":{\"badge\":3},\"mine\":[1]}";

        assertThat(own(Platform.APNS, payload)).isEqualTo(new JsonObject(payload));
    }

    @ParameterizedTest
    @CsvSource({"APNS,hello", "APNS,[]", "APNS,null", "APNS_SANDBOX,hello", "GCM,hello", "GCM,[]", "GCM,null"})
    void refusesAPayloadThatIsNoJsonObject(Platform platform, String payload) {
        assertThatThrownBy(() -> own(platform, payload))
                .hasMessageContaining(
                        "Invalid parameter: Message Reason: The payload for " + platform + " is not JSON");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"aps\":\"x\"}", "{\"aps\":null}", "{\"aps\":[]}"})
    void refusesAnApsThatIsNoJsonObject(String payload) {
        assertThatThrownBy(() -> own(Platform.APNS, payload))
                .hasMessageContaining(
                        "Invalid parameter: Message Reason: The payload for APNS has an aps that is no JSON");
    }

    @Test
    void readsTheOptionsOfThePlatformAlone() {
        Map<String, String> given =
                Map.of("APNS.TTL", "60", "APNS.PRIORITY", "5", "APNS_SANDBOX.TTL", "61", "GCM.TTL", "62");

        assertThat(plain(Platform.APNS, given).options()).isEqualTo(Map.of("TTL", "60", "PRIORITY", "5"));
    }

    @Test
    void readsTheOptionsOfApplesSandboxUnderItsOwnNameAndElseUnderThatOfApple() {
        Map<String, String> given = Map.of("APNS.TTL", "60", "APNS.PUSH_TYPE", "background", "APNS_SANDBOX.TTL", "61");

        assertThat(plain(Platform.APNS_SANDBOX, given).options())
                .isEqualTo(Map.of("TTL", "61", "PUSH_TYPE", "background"));
        assertThatThrownBy(() -> plain(Platform.APNS_SANDBOX, Map.of("APNS.PUSH_TYPE", "loud")))
                .hasMessageContaining("AWS.SNS.MOBILE.APNS.PUSH_TYPE");
    }

    @Test
    void readsTheOptionsOfGooglesPlatformUnderBothOfItsNames() {
        assertThat(plain(Platform.GCM, Map.of("GCM.TTL", "60")).options()).isEqualTo(Map.of("TTL", "60"));
        assertThat(plain(Platform.GCM, Map.of("GCM.TTL", "60", "FCM.TTL", "61")).options())
                .isEqualTo(Map.of("TTL", "61"));
        assertThatThrownBy(() -> plain(Platform.GCM, Map.of("FCM.TTL", "soon")))
                .hasMessageContaining("AWS.SNS.MOBILE.FCM.TTL");
    }
}
