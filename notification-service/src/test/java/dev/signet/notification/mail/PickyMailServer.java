package dev.signet.notification.mail;

import com.icegreen.greenmail.Managers;
import com.icegreen.greenmail.mail.MailAddress;
import com.icegreen.greenmail.smtp.SmtpManager;
import com.icegreen.greenmail.smtp.SmtpServer;
import com.icegreen.greenmail.smtp.SmtpState;
import com.icegreen.greenmail.util.ServerSetup;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A mail server that knows not everybody, takes some mails only when asked again, and may be down and come back. */
final class PickyMailServer extends Managers {
    /** How an address begins that is refused for good. */
    static final String UNKNOWN = "unknown-";

    /** How an address begins that is refused the first time. */
    static final String BUSY = "busy-";

    private final Set<String> askedBefore = ConcurrentHashMap.newKeySet();
    private final SmtpManager smtp = new SmtpManager(getImapHostManager(), getUserManager()) {
        @Override
        public @Nullable String checkRecipient(SmtpState state, MailAddress recipient) {
            String address = recipient.getEmail();
            if (address.startsWith(UNKNOWN)) {
                return "550 5.1.1 <" + address + ">: nobody here has that name";
            }
            if (address.startsWith(BUSY) && askedBefore.add(address)) {
                return "450 4.2.0 <" + address + ">: come again";
            }
            return super.checkRecipient(state, recipient);
        }
    };
    private @Nullable SmtpServer server;
    private int port;

    @Override
    public SmtpManager getSmtpManager() {
        return smtp;
    }

    /** Begins to listen, where it did before. */
    void start() {
        var fresh = new SmtpServer(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP), this);
        fresh.startService();
        try {
            if (!fresh.waitTillRunning(20_000)) {
                throw new IllegalStateException("The mail server does not start");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        port = fresh.getPort();
        server = fresh;
    }

    void stop() {
        if (server != null) {
            server.stopService();
        }
    }

    int port() {
        return port;
    }
}
