package dev.signet.sync.usage;

import dev.signet.sync.identity.IdentityKey;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** The running sums of each pool, exact for storage. */
@ApplicationScoped
public class PoolUsages {
    private static final int SHARDS = 32;

    /** Adds to a pool's sums, for a statement that does more; {@link #bindGrowth} binds it. */
    public static final String ADD = """
            insert into pool_usage (identity_pool_id, shard, data_storage, sync_sessions, last_modified_at)
            values (:pool, :shard, :bytes, :sessions, :at)
            on conflict on constraint pool_usage_pk do update set
                data_storage = pool_usage.data_storage + excluded.data_storage,
                sync_sessions = pool_usage.sync_sessions + excluded.sync_sessions,
                last_modified_at = greatest(pool_usage.last_modified_at, excluded.last_modified_at)
            """;

    private static final String SUMS = """
            select new dev.signet.sync.usage.PoolUsage(
                u.id.identityPoolId, sum(u.dataStorage), sum(u.syncSessions), max(u.lastModifiedAt))
            from PoolUsageShard u
            """;

    /** Adds to the storage of a pool what a dataset of this identity grew by. */
    public Uni<Void> grow(Mutiny.Session session, IdentityKey identity, long bytes, Instant at) {
        return bindGrowth(session.createNativeQuery(ADD), identity, bytes, at)
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Binds what a dataset of this identity grew by. */
    public static <R> Mutiny.Query<R> bindGrowth(Mutiny.Query<R> query, IdentityKey identity, long bytes, Instant at) {
        return bind(query, identity.identityPoolId(), shardOf(identity), new Amount(bytes, 0), at);
    }

    /** Adds sync sessions to a pool. */
    Uni<Void> addSessions(Mutiny.Session session, String pool, long count, Instant at) {
        return bind(session.createNativeQuery(ADD), pool, 0, new Amount(0, count), at)
                .executeUpdate()
                .replaceWithVoid();
    }

    private record Amount(long bytes, long sessions) {}

    private static <R> Mutiny.Query<R> bind(Mutiny.Query<R> query, String pool, int shard, Amount amount, Instant at) {
        return query.setParameter("pool", pool)
                .setParameter("shard", shard)
                .setParameter("bytes", amount.bytes())
                .setParameter("sessions", amount.sessions())
                .setParameter("at", at);
    }

    private static int shardOf(IdentityKey identity) {
        return Math.floorMod(identity.identityId().hashCode(), SHARDS);
    }

    /** The sums of a pool, if anything was ever stored or read in it. */
    Uni<Optional<PoolUsage>> find(Mutiny.Session session, String pool) {
        return session.createQuery(
                        SUMS + "where u.id.identityPoolId = :pool group by u.id.identityPoolId", PoolUsage.class)
                .setParameter("pool", pool)
                .getResultList()
                .map(found -> found.stream().findFirst());
    }

    /** The sums of the pools whose ids come after {@code after}, in the order of their ids. */
    Uni<List<PoolUsage>> list(Mutiny.Session session, String after, int most) {
        return session.createQuery(
                        SUMS
                                + "where u.id.identityPoolId > :after"
                                + " group by u.id.identityPoolId order by u.id.identityPoolId",
                        PoolUsage.class)
                .setParameter("after", after)
                .setMaxResults(most)
                .getResultList();
    }
}
