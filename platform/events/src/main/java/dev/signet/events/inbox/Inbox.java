package dev.signet.events.inbox;

import dev.signet.events.EventsConfig;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ApplicationNotRunning;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/** What each consumer has acted upon. */
@ApplicationScoped
class Inbox {
    private static final Logger LOG = Logger.getLogger(Inbox.class);
    private static final int BATCH = 5_000;

    private static final String SWEEP = """
            delete from inbox where (consumer, event_id) in (
                select consumer, event_id from inbox where received < now() - make_interval(secs => $1) limit %d)
            """.formatted(BATCH);

    private final Pool pool;
    private final Duration retention;

    Inbox(Pool pool, EventsConfig config) {
        this.pool = pool;
        this.retention = config.inboxRetention();
    }

    /**
     * Takes note of an event in the effect's own transaction. A duplicate waits here until the transaction that came
     * first has ended.
     *
     * @return whether the consumer sees it for the first time
     */
    static Uni<Boolean> isNew(Mutiny.Session session, String consumer, UUID eventId) {
        return session.createNativeQuery("""
                        insert into inbox (consumer, event_id) values (:consumer, cast(:event as uuid))
                        on conflict on constraint inbox_pk do nothing returning 1
                        """)
                .setParameter("consumer", consumer)
                .setParameter("event", eventId.toString())
                .getResultList()
                .map(rows -> !rows.isEmpty());
    }

    /** Forgets events that Kafka does not hold any more. */
    @Scheduled(
            every = "10m",
            delayed = "1m",
            concurrentExecution = ConcurrentExecution.SKIP,
            skipExecutionIf = ApplicationNotRunning.class)
    Uni<Void> sweep() {
        return Multi.createBy()
                .repeating()
                .uni(() -> pool.preparedQuery(SWEEP).execute(Tuple.of((double) retention.toSeconds())))
                .whilst(deleted -> deleted.rowCount() == BATCH)
                .collect()
                .last()
                .onFailure()
                .invoke(e -> LOG.warnf("Old rows stay in the inbox for now: %s", e.toString()))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }
}
