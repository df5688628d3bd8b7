package dev.signet.userpool.pool;

import dev.signet.events.Scalars;
import dev.signet.userpool.Refusals;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** The pools of this installation. */
@ApplicationScoped
public class UserPools {
    /** The pool, or AWS's refusal when there is none. */
    public Uni<UserPool> get(Mutiny.Session session, String id) {
        return session.find(UserPool.class, id).onItem().ifNull().failWith(() -> Refusals.noSuchPool(id));
    }

    Uni<UserPool> getForUpdate(Mutiny.Session session, String id) {
        return session.find(UserPool.class, id, LockModeType.PESSIMISTIC_WRITE)
                .onItem()
                .ifNull()
                .failWith(() -> Refusals.noSuchPool(id));
    }

    Uni<UserPool> insert(Mutiny.Session session, UserPool pool) {
        return session.persist(pool).replaceWith(pool);
    }

    /** Deletes the pool and everything in it. */
    Uni<Void> delete(Mutiny.Session session, UserPool pool) {
        return session.remove(pool).call(session::flush);
    }

    /** At most {@code limit} pools with ids greater than {@code after}, in the order of their ids. */
    Uni<List<UserPool>> page(Mutiny.Session session, String after, int limit) {
        return session.createSelectionQuery("from UserPool where id > :after order by id", UserPool.class)
                .setParameter("after", after)
                .setMaxResults(limit)
                .getResultList();
    }

    /** How many users the pool has, by an index alone. */
    Uni<Integer> countUsers(Mutiny.Session session, String poolId) {
        return Scalars.query(session, "select count(*) from pool_user where pool_id = :pool", Long.class)
                .setParameter("pool", poolId)
                .getSingleResult()
                .map(Math::toIntExact);
    }
}
