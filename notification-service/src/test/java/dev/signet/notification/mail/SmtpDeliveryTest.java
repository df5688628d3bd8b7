package dev.signet.notification.mail;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.store.StoredMessage;
import com.icegreen.greenmail.util.GreenMailUtil;
import dev.signet.testkit.BackingServers;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
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
        private static final PickyMailServer SERVER = new PickyMailServer();

        @Override
        public Map<String, String> start() {
            SERVER.start();
            return Map.of(
                    "quarkus.mailer.host", "127.0.0.1",
                    "quarkus.mailer.port", Integer.toString(SERVER.port()),
                    "quarkus.mailer.from", "signet@example.com",
                    "quarkus.mailer.start-tls", "DISABLED",
                    "quarkus.mailer.mock", "false");
        }

        @Override
        public void stop() {
            SERVER.stop();
        }
    }

    /** Many times what one replica sends side by side. */
    private static final int MANY = 160;

    @Inject
    Messages messages;

    @Inject
    MeterRegistry meters;

    /** A consumer that was started a moment ago has to join its group first. */
    private static void awaitMails(String address, int count) {
        await().atMost(Duration.ofSeconds(40)).until(() -> mailsTo(address).length >= count);
    }

    private static MimeMessage[] mailsTo(String address) {
        return MailServer.SERVER.getImapHostManager().getAllMessages().stream()
                .map(StoredMessage::getMimeMessage)
                .filter(mail -> GreenMailUtil.getHeaders(mail).contains(address))
                .toArray(MimeMessage[]::new);
    }

    @Test
    void sendsTheMailOnceThoughItsEventCameTwice() {
        String address = UUID.randomUUID() + "@example.com";
        String id = messages.send(address, "Your code is {####}", "482913");
        messages.sendAgain(id, address, "Your code is {####}", "482913");
        messages.send(address, "Your code is {####}", "555555");

        awaitMails(address, 2);
        MimeMessage[] mails = mailsTo(address);
        assertThat(mails).hasSize(2);
        assertThat(GreenMailUtil.getBody(mails[0])).contains("Your code is 482913");
        assertThat(GreenMailUtil.getBody(mails[1])).contains("Your code is 555555");
    }

    @Test
    void givesUpWhatTheServerRefusesForGoodAndSendsWhatComesAfter() {
        double before = deadLetters();
        for (int i = 0; i < MANY; i++) {
            messages.send(PickyMailServer.UNKNOWN + UUID.randomUUID() + "@example.com", "{####}", "1");
        }
        String address = UUID.randomUUID() + "@example.com";

        messages.send(address, "{####}", "2");

        awaitMails(address, 1);
        await().untilAsserted(() -> assertThat(deadLetters() - before).isEqualTo(MANY));
    }

    private double deadLetters() {
        return meters.find("signet.events.dead").tag("consumer", "notification").counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    @Test
    void sendsAgainWhatTheServerRefusesForTheMoment() {
        String address = PickyMailServer.BUSY + UUID.randomUUID() + "@example.com";

        messages.send(address, "{####}", "1");

        awaitMails(address, 1);
    }

    @Test
    void sendsWhatCouldNotLeaveWhileTheServerWasDown() {
        String address = UUID.randomUUID() + "@example.com";
        MailServer.SERVER.stop();
        messages.send(address, "{####}", "1");
        messages.send(address, "{####}", "2");

        MailServer.SERVER.start();

        awaitMails(address, 2);
    }

    @Test
    void servesNoMailboxWhereMailIsSent() {
        given().get("/mailbox").then().statusCode(404);
        given().get("/mailbox/messages").then().statusCode(404);
    }
}
