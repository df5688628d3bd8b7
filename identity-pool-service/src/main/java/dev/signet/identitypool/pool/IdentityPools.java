package dev.signet.identitypool.pool;

import dev.signet.identitypool.Refusals;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** The store of identity pools. A pool that was deleted is not found. */
@ApplicationScoped
public class IdentityPools {
    /** The pool, or a refusal when there is none. */
    public Uni<IdentityPool> get(Mutiny.Session session, String poolId) {
        return session.find(IdentityPool.class, poolId)
                .onItem()
                .ifNotNull()
                .transform(pool -> pool.deleted() ? null : pool)
                .onItem()
                .ifNull()
                .failWith(() -> Refusals.poolNotFound(poolId));
    }

    /** Marks the pool as deleted, or refuses when there is none. */
    Uni<Void> delete(Mutiny.Session session, String poolId, Instant now) {
        return session.createMutationQuery(
                        "update versioned IdentityPool p set p.deletedAt = :now where p.id = :id and p.deletedAt is null")
                .setParameter("now", now)
                .setParameter("id", poolId)
                .executeUpdate()
                .invoke(changed -> {
                    if (changed == 0) {
                        throw Refusals.poolNotFound(poolId);
                    }
                })
                .replaceWithVoid();
    }

    Uni<List<IdentityPool>> page(Mutiny.Session session, String afterId, int limit) {
        return session.createSelectionQuery(
                        "from IdentityPool p where p.deletedAt is null and p.id > :after order by p.id",
                        IdentityPool.class)
                .setParameter("after", afterId)
                .setMaxResults(limit)
                .getResultList();
    }
}
