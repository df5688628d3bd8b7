package dev.signet.notification.mail;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import dev.signet.testkit.BackingServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.mail.internet.MimeMessage;
import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(SmtpDeliveryTest.MailServer.class)
@QuarkusTestResource(
        value = BackingServers.class,
        initArgs = @ResourceArg(name = "database", value = "signet_notification"))
class SmtpDeliveryTest {
    public static final class MailServer implements QuarkusTestResourceLifecycleManager {
        private static final GreenMail SERVER =
                new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

        @Override
        public Map<String, String> start() {
            SERVER.start();
            return Map.of(
                    "quarkus.mailer.host", "127.0.0.1",
                    "quarkus.mailer.port", Integer.toString(SERVER.getSmtp().getPort()),
                    "quarkus.mailer.from", "signet@example.com",
                    "quarkus.mailer.start-tls", "DISABLED",
                    "quarkus.mailer.mock", "false");
        }

        @Override
        public void stop() {
            SERVER.stop();
        }
    }

    @Inject
    Messages messages;

    private static MimeMessage[] mailsTo(String address) {
        return Arrays.stream(MailServer.SERVER.getReceivedMessages())
                .filter(mail -> GreenMailUtil.getHeaders(mail).contains(address))
                .toArray(MimeMessage[]::new);
    }

    @Test
    void sendsTheMailOnceThoughItsEventCameTwice() {
        String address = UUID.randomUUID() + "@example.com";
        String id = messages.send(address, "Your code is {####}", "482913");
        messages.sendAgain(id, address, "Your code is {####}", "482913");
        messages.send(address, "Your code is {####}", "555555");

        await().until(() -> mailsTo(address).length >= 2);
        MimeMessage[] mails = mailsTo(address);
        assertThat(mails).hasSize(2);
        assertThat(GreenMailUtil.getBody(mails[0])).contains("Your code is 482913");
        assertThat(GreenMailUtil.getBody(mails[1])).contains("Your code is 555555");
    }

    @Test
    void servesNoMailboxWhereMailIsSent() {
        given().get("/mailbox").then().statusCode(404);
        given().get("/mailbox/messages").then().statusCode(404);
    }
}
