package dev.signet.notification.change;

import dev.signet.events.DatasetChanged;
import dev.signet.events.Scalars;
import dev.signet.events.UnitOfWork;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.persistence.Tuple;
import java.util.Collection;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** The newest change of each dataset by each writer: what a device missed is read from here. */
@Singleton
public class ChangeHeads {
    private static final String NO_DEVICE = "";

    private final UnitOfWork unitOfWork;

    ChangeHeads(UnitOfWork unitOfWork) {
        this.unitOfWork = unitOfWork;
    }

    /** Records a change. A change that came before, or is older than one that came, leaves the newer in place. */
    public Uni<ChangeHead> record(DatasetChanged change) {
        return unitOfWork
                .statement(session -> upsert(session, change))
                .map(row -> new ChangeHead(
                        change.identityPoolId(),
                        change.identityId(),
                        change.datasetName(),
                        row.get(0, Long.class),
                        row.get(1, Long.class)));
    }

    private static Uni<Tuple> upsert(Mutiny.Session session, DatasetChanged change) {
        return session.createNativeQuery("""
                        insert into change_head as head
                            (identity_id, dataset_name, writer, identity_pool_id, sync_count, seq, changed_at, followers)
                        values (:identity, :dataset, :writer, :pool, :count, nextval('change_seq'), :at,
                            string_to_array(:followers, ' '))
                        on conflict on constraint change_head_pk do update set
                            followers =
                                case when excluded.sync_count > head.sync_count then excluded.followers else head.followers end,
                            seq = case when excluded.sync_count > head.sync_count then excluded.seq else head.seq end,
                            changed_at = greatest(excluded.changed_at, head.changed_at),
                            sync_count = greatest(excluded.sync_count, head.sync_count)
                        returning sync_count, seq
                        """, Tuple.class)
                .setParameter("identity", change.identityId())
                .setParameter("dataset", change.datasetName())
                .setParameter("writer", change.changedByDevice() == null ? NO_DEVICE : change.changedByDevice())
                .setParameter("pool", change.identityPoolId())
                .setParameter("count", change.syncCount())
                .setParameter("at", change.at())
                .setParameter("followers", change.followers() == null ? null : String.join(" ", change.followers()))
                .getSingleResult();
    }

    /** What others than {@code deviceId} changed in these datasets while it followed them, the newest of each. */
    public Uni<List<ChangeHead>> byOthers(String identityId, String deviceId, Collection<String> datasets) {
        if (datasets.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return unitOfWork.read(session -> session.createNativeQuery("""
                        select identity_pool_id, dataset_name, max(sync_count), max(seq) from change_head
                        where identity_id = :identity and writer <> :device and dataset_name = any(:datasets)
                            and (followers is null or :device = any(followers))
                        group by identity_pool_id, dataset_name
                        """, Tuple.class)
                .setParameter("identity", identityId)
                .setParameter("device", deviceId)
                .setParameter("datasets", datasets.toArray(String[]::new))
                .getResultList()
                .map(rows -> rows.stream()
                        .map(row -> new ChangeHead(
                                row.get(0, String.class),
                                identityId,
                                row.get(1, String.class),
                                row.get(2, Long.class),
                                row.get(3, Long.class)))
                        .toList()));
    }

    /** Forgets what changed for an identity; what of it is still on its way is recorded anew, and is in nobody's way. */
    public Uni<Void> forget(String identityId) {
        return unitOfWork
                .run(work -> work.session()
                        .createNativeQuery("delete from change_head where identity_id = :identity")
                        .setParameter("identity", identityId)
                        .executeUpdate())
                .replaceWithVoid();
    }

    /** The identities of {@code among} with a change after {@code seq}. */
    public Uni<List<String>> changedSince(long seq, Collection<String> among) {
        if (among.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return unitOfWork.read(session -> Scalars.query(session, """
                        select distinct identity_id from change_head
                        where seq > :seq and identity_id = any(:identities)
                        """, String.class)
                .setParameter("seq", seq)
                .setParameter("identities", among.toArray(String[]::new))
                .getResultList());
    }

    /** The highest sequence number given so far. */
    public Uni<Long> lastSeq() {
        return unitOfWork.read(
                session -> Scalars.query(session, "select coalesce(max(seq), 0) from change_head", Long.class)
                        .getSingleResult());
    }
}
