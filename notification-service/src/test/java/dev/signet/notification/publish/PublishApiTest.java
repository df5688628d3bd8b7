package dev.signet.notification.publish;

import static dev.signet.notification.ApplicationFixture.application;
import static dev.signet.notification.ApplicationFixture.endpoint;
import static dev.signet.notification.ApplicationFixture.operator;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.signet.testkit.BackingServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.sns.model.EndpointDisabledException;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.PlatformApplicationDisabledException;

@QuarkusTest
@QuarkusTestResource(FakeFcm.class)
@QuarkusTestResource(
        value = BackingServers.class,
        initArgs = @ResourceArg(name = "database", value = "signet_notification"))
class PublishApiTest {
    private static String token(String kind) {
        return kind + "-" + UUID.randomUUID();
    }

    private static String publish(String endpoint, String message) {
        return operator()
                .publish(request -> request.targetArn(endpoint).message(message))
                .messageId();
    }

    @Test
    void takesAPlainMessageToTheDevice() throws Exception {
        String token = token("device");

        String id = publish(endpoint(application(), token), "hello");

        assertThat(id).isNotEmpty();
        assertThat(FakeFcm.taken(token).getJsonObject("data").getString("default"))
                .isEqualTo("hello");
    }

    @Test
    void passesAnHttpV1MessageThrough() throws Exception {
        String token = token("device");
        String endpoint = endpoint(application(), token);
        String own = new JsonObject()
                .put(
                        "fcmV1Message",
                        new JsonObject()
                                .put(
                                        "message",
                                        new JsonObject().put("notification", new JsonObject().put("title", "Hi"))))
                .encode();
        String message = new JsonObject().put("default", "x").put("GCM", own).encode();

        operator()
                .publish(request ->
                        request.targetArn(endpoint).messageStructure("json").message(message));

        assertThat(FakeFcm.taken(token).getJsonObject("notification").getString("title"))
                .isEqualTo("Hi");
    }

    @Test
    void triesAgainWhenThePushServiceIsBusy() throws Exception {
        String token = token("busy");

        publish(endpoint(application(), token), "patience");

        assertThat(FakeFcm.taken(token).getJsonObject("data").getString("default"))
                .isEqualTo("patience");
        assertThat(FakeFcm.tries(token)).isEqualTo(3);
    }

    @Test
    void disablesAnEndpointWhoseTokenIsDead() {
        String endpoint = endpoint(application(), token("dead"));

        publish(endpoint, "anybody there?");

        await().untilAsserted(() -> assertThatThrownBy(() -> publish(endpoint, "again"))
                .isInstanceOf(EndpointDisabledException.class)
                .hasMessageContaining("Endpoint is disabled"));
    }

    @Test
    void refusesADisabledEndpoint() {
        String endpoint = endpoint(application(), token("device"));
        operator()
                .setEndpointAttributes(request -> request.endpointArn(endpoint).attributes(Map.of("Enabled", "false")));

        assertThatThrownBy(() -> publish(endpoint, "x")).isInstanceOf(EndpointDisabledException.class);
    }

    @Test
    void refusesADisabledApplication() {
        String application = application();
        String endpoint = endpoint(application, token("device"));
        operator().setPlatformApplicationAttributes(request -> request.platformApplicationArn(application)
                .attributes(Map.of("Enabled", "false")));

        assertThatThrownBy(() -> publish(endpoint, "x")).isInstanceOf(PlatformApplicationDisabledException.class);
    }

    @Test
    void refusesAnUnknownEndpoint() {
        assertThatThrownBy(() -> publish("arn:aws:sns:us-east-1:000000000000:endpoint/GCM/app/absent", "x"))
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    void refusesATopicAnApplicationAndAPhoneNumberByName() {
        String notBuilt = "Invalid parameter: TargetArn Reason: Signet publishes to platform endpoints only";
        assertThatThrownBy(
                        () -> operator().publish(request -> request.topicArn("arn:aws:sns:us-east-1:000000000000:news")
                                .message("x")))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining(notBuilt);
        assertThatThrownBy(() -> publish(application(), "x"))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining(notBuilt);
        assertThatThrownBy(() -> operator()
                        .publish(request -> request.phoneNumber("+15555550100").message("x")))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("phone numbers");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', textBlock = """
            no json,                       JSON message body failed to parse
            [],                            JSON message body failed to parse
            {"GCM":"{}"},                  No default entry in JSON message body
            {"default":1},                 No default entry in JSON message body
            `{"default":"x","GCM":"hello"}`, The payload for GCM is not JSON
            """)
    void refusesStructuredMessagesThatAreNoneOrLackADefault(String message, String complaint) {
        String endpoint = endpoint(application(), token("device"));

        assertThatThrownBy(() -> operator().publish(request -> request.targetArn(endpoint)
                        .messageStructure("json")
                        .message(message)))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Invalid parameter: Message Reason: " + complaint);
    }

    @Test
    void refusesAMessageOfMoreThan256KiB() {
        String endpoint = endpoint(application(), token("device"));

        assertThatThrownBy(() -> publish(endpoint, "x".repeat(256 * 1024 + 1)))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Message too long");
    }

    @Test
    void refusesAnOptionThatThePlatformDoesNotKnow() {
        String endpoint = endpoint(application(), token("device"));

        assertThatThrownBy(() -> operator().publish(request -> request.targetArn(endpoint)
                        .message("x")
                        .messageAttributes(Map.of(
                                "AWS.SNS.MOBILE.GCM.TTL",
                                MessageAttributeValue.builder()
                                        .dataType("String")
                                        .stringValue("soon")
                                        .build()))))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("AWS.SNS.MOBILE.GCM.TTL");
    }

    @Test
    void refusesAMessageForNobody() {
        assertThatThrownBy(() -> operator().publish(request -> request.message("x")))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining(
                        "Invalid parameter: TopicArn or TargetArn Reason: no value for required parameter");
    }

    @Test
    void refusesAMessageOfAnotherStructure() {
        String endpoint = endpoint(application(), token("device"));

        assertThatThrownBy(() -> operator().publish(request -> request.targetArn(endpoint)
                        .messageStructure("xml")
                        .message("<default/>")))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Invalid parameter: MessageStructure Reason: Invalid message structure: xml");
    }
}
