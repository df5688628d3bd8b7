package dev.signet.events;

import java.time.Instant;

/**
 * A message that a user is to get. The secret part (a code or a temporary password) travels sealed and takes the place
 * of <code>{####}</code> in subject and body only where the message is sent.
 *
 * @param messageId unique, so that a message delivered twice by Kafka is sent once
 * @param medium {@code EMAIL} or {@code SMS}
 * @param destination the e-mail address or E.164 phone number
 * @param purpose what it is for, such as {@code SIGN_UP}, {@code FORGOT_PASSWORD}, {@code ADMIN_CREATE_USER}
 * @param body HTML for e-mail, plain text for SMS
 * @param sealedCode sealed with the keyset for the purpose {@link #SEAL}
 */
public record MessageRequested(
        String messageId,
        String userPoolId,
        String sub,
        String medium,
        String destination,
        String purpose,
        String subject,
        String body,
        String sealedCode,
        Instant at)
        implements Event {
    /** The purpose for which {@code sealedCode} is sealed. */
    public static final String SEAL = "message/code";

    @Override
    public Topic topic() {
        return Topic.MESSAGES;
    }

    @Override
    public String key() {
        return sub;
    }
}
