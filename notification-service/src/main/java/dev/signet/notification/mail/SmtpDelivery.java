package dev.signet.notification.mail;

import dev.signet.events.Scalars;
import dev.signet.events.UnitOfWork;
import dev.signet.events.cloud.PoisonMessage;
import dev.signet.events.outbox.WorkContext;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;
import io.vertx.ext.mail.SMTPException;
import jakarta.inject.Singleton;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Sends mail by SMTP, each message once unless the process dies between sending it and noting that it did. A mail that
 * the server refuses for good is given up, so that it keeps nobody's waiting.
 *
 * <p>Vert.x' mail client loses a greeting or a reply now and then when a connection is used on another event loop than
 * the one it was made on, and the mail then waits for a time-out. So all mail leaves on one event loop.
 */
@Singleton
class SmtpDelivery {
    private static final Logger LOG = Logger.getLogger(SmtpDelivery.class);

    /** Replies 550 to 559. */
    private static final int ABOUT_THE_MAIL = 55;

    /** Answered to a command whose parameter, here the address, is malformed. */
    private static final int BAD_ADDRESS = 501;

    private final ReactiveMailer mailer;
    private final UnitOfWork unitOfWork;
    private final Vertx vertx;
    private final Context loop;

    SmtpDelivery(ReactiveMailer mailer, UnitOfWork unitOfWork, Vertx vertx) {
        this.mailer = mailer;
        this.unitOfWork = unitOfWork;
        this.vertx = vertx;
        this.loop = ((VertxInternal) vertx).createEventLoopContext();
    }

    Uni<Void> deliver(Mail mail) {
        return wasSent(mail)
                .chain(sent -> sent ? Uni.createFrom().voidItem() : send(mail).chain(() -> noteSent(mail)));
    }

    private Uni<Void> send(Mail mail) {
        return onOneLoop(() ->
                        mailer.send(io.quarkus.mailer.Mail.withHtml(mail.destination(), mail.subject(), mail.body())))
                .onFailure()
                .invoke(failure -> LOG.warnf(
                        "The mail server did not take message %s: %s", mail.messageId(), failure.getMessage()))
                .onFailure(SmtpDelivery::isRefusedForGood)
                .transform(SmtpDelivery::givenUp);
    }

    private <T> Uni<T> onOneLoop(Supplier<Uni<T>> work) {
        return Uni.createFrom().deferred(() -> {
            Executor caller = WorkContext.current(vertx);
            return Uni.createFrom()
                    .deferred(work::get)
                    .runSubscriptionOn(task -> loop.runOnContext(_ -> task.run()))
                    .emitOn(caller);
        });
    }

    /**
     * A permanent reply about the mail or about its address (RFC 5321, 4.2.1). One about the connection or the login, or to
     * a command that the server does not know, is none: it would be given to every mail, and passes when an operator has
     * seen to it.
     */
    private static boolean isRefusedForGood(Throwable failure) {
        return failure instanceof SMTPException reply
                && (reply.getReplyCode() / 10 == ABOUT_THE_MAIL || reply.getReplyCode() == BAD_ADDRESS);
    }

    /** The words of a reply may quote the address, so its code has to do. */
    private static PoisonMessage givenUp(Throwable failure) {
        return new PoisonMessage("the mail server refused it with " + ((SMTPException) failure).getReplyCode());
    }

    private Uni<Boolean> wasSent(Mail mail) {
        return unitOfWork.read(session -> Scalars.query(
                        session, "select exists (select 1 from sent_mail where message_id = :id)", Boolean.class)
                .setParameter("id", mail.messageId())
                .getSingleResult());
    }

    private Uni<Void> noteSent(Mail mail) {
        return unitOfWork
                .run(work -> work.session()
                        .createNativeQuery("""
                                insert into sent_mail (message_id, sent_at) values (:id, :at)
                                on conflict on constraint sent_mail_pk do nothing
                                """)
                        .setParameter("id", mail.messageId())
                        .setParameter("at", mail.sentAt())
                        .executeUpdate())
                .replaceWithVoid();
    }
}
