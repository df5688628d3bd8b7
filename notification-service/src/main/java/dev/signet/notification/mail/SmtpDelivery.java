package dev.signet.notification.mail;

import dev.signet.events.Scalars;
import dev.signet.events.UnitOfWork;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Sends mail by SMTP, each message once unless the process dies between sending it and noting that it did. */
@Singleton
class SmtpDelivery {
    private static final Logger LOG = Logger.getLogger(SmtpDelivery.class);

    private final ReactiveMailer mailer;
    private final UnitOfWork unitOfWork;

    SmtpDelivery(ReactiveMailer mailer, UnitOfWork unitOfWork) {
        this.mailer = mailer;
        this.unitOfWork = unitOfWork;
    }

    Uni<Void> deliver(Mail mail) {
        return wasSent(mail)
                .chain(sent -> sent ? Uni.createFrom().voidItem() : send(mail).chain(() -> noteSent(mail)));
    }

    private Uni<Void> send(Mail mail) {
        return mailer.send(io.quarkus.mailer.Mail.withHtml(mail.destination(), mail.subject(), mail.body()))
                .onFailure()
                .invoke(failure -> LOG.warnf(
                        "The mail server did not take message %s: %s", mail.messageId(), failure.getMessage()));
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
