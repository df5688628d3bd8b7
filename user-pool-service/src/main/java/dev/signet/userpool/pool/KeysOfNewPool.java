package dev.signet.userpool.pool;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;

/** Makes the keys that a pool is born with. */
public interface KeysOfNewPool {
    /** Makes keys on a worker, before the transaction opens that makes the pool. */
    Uni<Prepared> prepare(String poolId);

    /** Keys that wait to be stored together with their pool. */
    interface Prepared {
        Uni<Void> store(Mutiny.Session session);
    }
}
