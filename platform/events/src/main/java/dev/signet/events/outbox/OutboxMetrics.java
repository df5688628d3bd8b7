package dev.signet.events.outbox;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ApplicationNotRunning;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/** How much waits in the outbox, and for how long. */
@ApplicationScoped
class OutboxMetrics {
    private static final Logger LOG = Logger.getLogger(OutboxMetrics.class);

    /** More than this is not counted: it costs too much, and is far beyond any alarm. */
    private static final int MOST = 100_000;

    private static final String WAITING = """
            select count(*), coalesce(extract(epoch from now() - min(created)), 0)::bigint
            from (select created from outbox order by id limit %d) as oldest
            """.formatted(MOST);

    private final Pool pool;
    private final AtomicLong depth;
    private final AtomicLong ageSeconds;

    OutboxMetrics(Pool pool, MeterRegistry meters) {
        this.pool = pool;
        this.depth = meters.gauge("signet.events.outbox.depth", new AtomicLong());
        this.ageSeconds = meters.gauge("signet.events.outbox.oldest.seconds", new AtomicLong());
    }

    @Scheduled(
            every = "5s",
            concurrentExecution = ConcurrentExecution.SKIP,
            skipExecutionIf = ApplicationNotRunning.class)
    Uni<Void> measure() {
        return pool.query(WAITING)
                .execute()
                .invoke(rows -> note(rows.iterator().next()))
                .onFailure()
                .invoke(e -> LOG.warnf("The outbox could not be measured: %s", e.toString()))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    private void note(Row row) {
        depth.set(row.getLong(0));
        ageSeconds.set(row.getLong(1));
    }
}
