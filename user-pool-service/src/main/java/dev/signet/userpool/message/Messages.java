package dev.signet.userpool.message;

import dev.signet.events.MessageRequested;
import dev.signet.keyset.Keyset;
import dev.signet.userpool.pool.MessageTemplates;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.UUID;

/** Words the mails of a pool by its templates. The secret part goes sealed and stays out of the text. */
@Singleton
public class Messages {
    private static final String EMAIL = "EMAIL";
    private static final String INVITATION = "ADMIN_CREATE_USER";

    private final Keyset keyset;
    private final InstantSource clock;

    Messages(Keyset keyset, InstantSource clock) {
        this.keyset = keyset;
        this.clock = clock;
    }

    /** A mail with a code. */
    public MessageRequested code(
            MessageTemplates templates, Recipient recipient, String purpose, String email, String code) {
        return mail(
                recipient,
                purpose,
                email,
                new Text(templates.verificationSubjectOrDefault(), templates.verificationBodyOrDefault()),
                code);
    }

    /** A mail that invites a user with a temporary password. */
    public MessageRequested invitation(
            MessageTemplates templates, Recipient recipient, String email, String temporaryPassword) {
        return mail(
                recipient,
                INVITATION,
                email,
                new Text(templates.invitationSubjectOrDefault(), templates.invitationBodyOrDefault()),
                temporaryPassword);
    }

    private MessageRequested mail(Recipient recipient, String purpose, String email, Text text, String secret) {
        return new MessageRequested(
                UUID.randomUUID().toString(),
                recipient.userPoolId(),
                recipient.sub(),
                EMAIL,
                email,
                purpose,
                text.subject,
                text.body.replace("{username}", escaped(recipient.username())),
                keyset.sealText(secret, MessageRequested.SEAL),
                clock.instant());
    }

    /** A username as text in HTML, which can be neither markup nor the place that the code takes. */
    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&apos;")
                .replace("{", "&lbrace;");
    }

    private record Text(String subject, String body) {}
}
