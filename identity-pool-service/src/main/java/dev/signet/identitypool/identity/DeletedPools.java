package dev.signet.identitypool.identity;

import dev.signet.events.IdentityEvent.IdentityDeleted;
import dev.signet.events.UnitOfWork;
import dev.signet.events.UnitOfWork.Work;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * Removes what is left of deleted pools: their identities in batches, each with its event, then the pool itself. Several
 * replicas share the work.
 */
@ApplicationScoped
class DeletedPools {
    private final UnitOfWork unit;
    private final Identities identities;
    private final CleanupConfig config;
    private final InstantSource clock;

    DeletedPools(UnitOfWork unit, Identities identities, CleanupConfig config, InstantSource clock) {
        this.unit = unit;
        this.identities = identities;
        this.config = config;
        this.clock = clock;
    }

    @Scheduled(
            every = "{signet.identity-pool.cleanup.every:10s}",
            delayed = "5s",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> sweep() {
        return Multi.createBy()
                .repeating()
                .uni(() -> unit.run(this::batch))
                .whilst(more -> more)
                .collect()
                .last()
                .replaceWithVoid();
    }

    /** Removes one batch; says whether there may be more to do. */
    private Uni<Boolean> batch(Work work) {
        return identities.deletedPool(work.session()).chain(pool -> pool.map(id -> remove(work, id))
                .orElse(Uni.createFrom().item(false)));
    }

    private Uni<Boolean> remove(Work work, String poolId) {
        return identities
                .removeSome(work.session(), poolId, config.batch())
                .invoke(ids -> publish(work, poolId, ids))
                .chain(ids -> ids.isEmpty()
                        ? identities.removePool(work.session(), poolId)
                        : Uni.createFrom().voidItem())
                .replaceWith(true);
    }

    private void publish(Work work, String poolId, List<String> ids) {
        Instant now = clock.instant();
        ids.forEach(id -> work.publish(new IdentityDeleted(poolId, id, now)));
    }
}
