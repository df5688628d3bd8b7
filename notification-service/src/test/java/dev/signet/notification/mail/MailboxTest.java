package dev.signet.notification.mail;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.signet.events.MessageRequested;
import dev.signet.keyset.Keyset;
import dev.signet.keyset.KeysetUnusable;
import dev.signet.testkit.BackingServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(MailboxTest.Local.class)
@QuarkusTestResource(
        value = BackingServers.class,
        initArgs = @ResourceArg(name = "database", value = "signet_notification"))
class MailboxTest {
    public static final class Local implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("signet.mail.delivery", "mailbox");
        }
    }

    @Inject
    Messages messages;

    @Inject
    MessageConsumer consumer;

    @Inject
    Keyset keyset;

    @Test
    void showsTheMailWithItsCode() {
        String address = UUID.randomUUID() + "@example.com";
        messages.send(address, "Your code is {####}", "<b>482913</b>");

        await().untilAsserted(() -> assertThat(given().queryParam("to", address)
                        .get("/mailbox/messages")
                        .jsonPath()
                        .getList("messages.body"))
                .isEqualTo(java.util.List.of("Your code is &lt;b&gt;482913&lt;/b&gt;")));
    }

    @Test
    void showsAMessageOnceThoughItsEventCameTwice() {
        String address = UUID.randomUUID() + "@example.com";
        String id = messages.send(address, "{####}", "111111");
        messages.sendAgain(id, address, "{####}", "111111");
        messages.send(address, "{####}", "222222");

        await().untilAsserted(() -> assertThat(given().queryParam("to", address)
                        .get("/mailbox/messages")
                        .jsonPath()
                        .getList("messages.body"))
                .isEqualTo(java.util.List.of("222222", "111111")));
    }

    @Test
    void takesNoMessageThatIsNoMail() {
        String code = keyset.sealText("1", MessageRequested.SEAL);
        var message = Messages.message("an id", "SMS", "+15555550100", "{####}", code);

        assertThatThrownBy(() -> consumer.on(message))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("No delivery is built for the medium SMS");
    }

    @Test
    void namesTheMessageWhoseCodeTheKeysetDoesNotOpen() {
        String code = keyset.sealText("1", "another purpose");
        var message = Messages.message("an id", "EMAIL", "anna@example.com", "{####}", code);

        assertThatThrownBy(() -> consumer.on(message))
                .isInstanceOf(KeysetUnusable.class)
                .hasMessage("The keyset does not open the code of message an id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/mailbox", "/mailbox/messages"})
    void refusesAnAddressThatNoMailCanHave(String path) {
        given().urlEncodingEnabled(false).get(path + "?to=%00").then().statusCode(400);
    }

    @Test
    void keepsWhatIsInAMailOutOfThePage() {
        String address = UUID.randomUUID() + "@example.com";
        messages.send(address, "<script>alert(1)</script>", "1");
        await().until(() ->
                given().queryParam("to", address).get("/mailbox").asString().contains("alert(1)"));

        var page = given().queryParam("to", address).get("/mailbox");

        assertThat(page.asString()).doesNotContain("<script>").contains("sandbox");
        assertThat(page.header("Content-Security-Policy")).contains("default-src 'none'");
    }
}
