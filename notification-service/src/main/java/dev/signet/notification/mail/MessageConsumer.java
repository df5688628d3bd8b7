package dev.signet.notification.mail;

import dev.signet.events.MessageRequested;
import dev.signet.events.Topic;
import dev.signet.events.inbox.Consumers;
import dev.signet.keyset.Keyset;
import dev.signet.keyset.KeysetUnusable;
import dev.signet.keyset.SealBroken;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.InstantSource;
import org.jboss.logging.Logger;

/** Sends the messages that user pools ask for. */
@ApplicationScoped
class MessageConsumer {
    private static final Logger LOG = Logger.getLogger(MessageConsumer.class);
    private static final String CODE = "{####}";

    private final Keyset keyset;
    private final MailConfig config;
    private final SmtpDelivery smtp;
    private final Mailbox mailbox;
    private final InstantSource clock;

    MessageConsumer(Keyset keyset, MailConfig config, SmtpDelivery smtp, Mailbox mailbox, InstantSource clock) {
        this.keyset = keyset;
        this.config = config;
        this.smtp = smtp;
        this.mailbox = mailbox;
        this.clock = clock;
    }

    void start(@Observes StartupEvent event, Consumers consumers) {
        consumers.consumeAtLeastOnce(Topic.MESSAGES, "notification", MessageRequested.class, this::on);
    }

    Uni<Void> on(MessageRequested message) {
        Mail mail = compose(message);
        LOG.infof("Message %s (%s) leaves by %s", message.messageId(), message.purpose(), config.delivery());
        return switch (config.delivery()) {
            case SMTP -> smtp.deliver(mail);
            case MAILBOX -> mailbox.deliver(mail);
        };
    }

    private Mail compose(MessageRequested message) {
        if (!message.medium().equals("EMAIL")) {
            throw new IllegalArgumentException("No delivery is built for the medium " + message.medium());
        }
        String code = code(message);
        return new Mail(
                message.messageId(),
                message.destination(),
                message.subject().replace(CODE, code),
                message.body().replace(CODE, Html.escape(code)),
                clock.instant());
    }

    private String code(MessageRequested message) {
        try {
            return keyset.openText(message.sealedCode(), MessageRequested.SEAL);
        } catch (SealBroken e) {
            throw new KeysetUnusable("The keyset does not open the code of message " + message.messageId(), e);
        }
    }
}
