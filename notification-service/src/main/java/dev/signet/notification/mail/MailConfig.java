package dev.signet.notification.mail;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How mail leaves. */
@ConfigMapping(prefix = "signet.mail")
public interface MailConfig {
    /** {@code smtp} sends; {@code mailbox} keeps mails for the page that developers read them on, and sends nothing. */
    @WithDefault("smtp")
    Delivery delivery();

    /** How long the mailbox keeps a mail. */
    @WithDefault("7d")
    Duration mailboxKeeps();

    /** Ways for a mail to leave. */
    enum Delivery {
        SMTP,
        MAILBOX
    }
}
