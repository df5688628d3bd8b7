package dev.signet.notification.mail;

import java.time.Instant;

/**
 * A mail as it is sent, its code in clear.
 *
 * @param messageId unique over all mails
 * @param body HTML
 */
record Mail(String messageId, String destination, String subject, String body, Instant sentAt) {
    @Override
    public String toString() {
        return "Mail[" + messageId + "]";
    }
}
