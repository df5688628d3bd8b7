package dev.signet.notification.mail;

import dev.signet.events.UnitOfWork;
import dev.signet.keyset.Keyset;
import dev.signet.keyset.KeysetUnusable;
import dev.signet.keyset.SealBroken;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Keeps mails for developers to read on a page; nothing leaves the machine. Bodies are sealed, as they hold codes. */
@ApplicationScoped
class Mailbox {
    private static final String SEAL = "mailbox/body";
    private static final int SHOWN = 100;

    private final UnitOfWork unitOfWork;
    private final Keyset keyset;
    private final MailConfig config;
    private final InstantSource clock;

    Mailbox(UnitOfWork unitOfWork, Keyset keyset, MailConfig config, InstantSource clock) {
        this.unitOfWork = unitOfWork;
        this.keyset = keyset;
        this.config = config;
        this.clock = clock;
    }

    Uni<Void> deliver(Mail mail) {
        return unitOfWork
                .run(work -> work.session()
                        .createNativeQuery("""
                                insert into mailbox_mail (message_id, destination, subject, sealed_body, sent_at)
                                values (:id, :destination, :subject, :body, :at)
                                on conflict on constraint mailbox_mail_pk do nothing
                                """)
                        .setParameter("id", mail.messageId())
                        .setParameter("destination", mail.destination())
                        .setParameter("subject", mail.subject())
                        .setParameter("body", keyset.sealText(mail.body(), SEAL))
                        .setParameter("at", mail.sentAt())
                        .executeUpdate())
                .replaceWithVoid();
    }

    /** The newest mails, the newest first; those to one address when {@code destination} is not empty. */
    Uni<List<Mail>> newest(String destination) {
        return unitOfWork.read(session -> session.createNativeQuery("""
                        select message_id, destination, subject, sealed_body, (extract(epoch from sent_at) * 1000)::bigint
                        from mailbox_mail
                        where :destination = '' or destination = :destination
                        order by sent_at desc
                        """, Tuple.class)
                .setParameter("destination", destination)
                .setMaxResults(SHOWN)
                .getResultList()
                .map(rows -> rows.stream().map(this::mail).toList()));
    }

    private Mail mail(Tuple row) {
        try {
            return new Mail(
                    row.get(0, String.class),
                    row.get(1, String.class),
                    row.get(2, String.class),
                    keyset.openText(row.get(3, String.class), SEAL),
                    Instant.ofEpochMilli(row.get(4, Long.class)));
        } catch (SealBroken e) {
            throw new KeysetUnusable("The keyset does not open the mailbox", e);
        }
    }

    @Scheduled(every = "1h")
    Uni<Void> forgetOld() {
        return unitOfWork
                .run(work -> work.session()
                        .createNativeQuery("delete from mailbox_mail where sent_at < :before")
                        .setParameter("before", clock.instant().minus(config.mailboxKeeps()))
                        .executeUpdate())
                .chain(() -> unitOfWork.run(work -> work.session()
                        .createNativeQuery("delete from sent_mail where sent_at < :before")
                        .setParameter("before", clock.instant().minus(config.mailboxKeeps()))
                        .executeUpdate()))
                .replaceWithVoid();
    }
}
