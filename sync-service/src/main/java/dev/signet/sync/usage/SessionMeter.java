package dev.signet.sync.usage;

import dev.signet.events.UnitOfWork;
import dev.signet.sync.identity.IdentityKey;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Counts sync sessions in memory and adds them to the pools' sums every few seconds, so that reading a dataset writes
 * nothing. A crash may lose the last seconds' count of sessions, and nothing else.
 */
@ApplicationScoped
public class SessionMeter {
    private static final Logger LOG = Logger.getLogger(SessionMeter.class);

    private final UnitOfWork unitOfWork;
    private final PoolUsages usages;
    private final InstantSource clock;
    private final Map<String, Long> begun = new ConcurrentHashMap<>();

    SessionMeter(UnitOfWork unitOfWork, PoolUsages usages, InstantSource clock) {
        this.unitOfWork = unitOfWork;
        this.usages = usages;
        this.clock = clock;
    }

    /** Notes that a session began. */
    public void began(IdentityKey identity) {
        begun.merge(identity.identityPoolId(), 1L, Long::sum);
    }

    @Scheduled(
            every = "${signet.sync.session-meter-interval:5s}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> flush() {
        return Multi.createFrom()
                .iterable(begun.keySet())
                .onItem()
                .transformToUniAndConcatenate(this::flush)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> flush(String pool) {
        Long count = begun.remove(pool);
        if (count == null) {
            return Uni.createFrom().voidItem();
        }
        return unitOfWork
                .run(work -> usages.addSessions(work.session(), pool, count, clock.instant()))
                .onFailure()
                .invoke(e -> {
                    begun.merge(pool, count, Long::sum);
                    LOG.warnf("%d sync sessions are counted later: %s", count, e.getMessage());
                })
                .onFailure()
                .recoverWithNull();
    }
}
