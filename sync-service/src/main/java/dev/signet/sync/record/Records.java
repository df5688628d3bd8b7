package dev.signet.sync.record;

import dev.signet.sync.dataset.Dataset;
import dev.signet.sync.dataset.Dataset.Growth;
import dev.signet.sync.identity.DatasetKey;
import dev.signet.sync.record.RecordBatch.Patch;
import dev.signet.sync.usage.PoolUsages;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The records. */
@ApplicationScoped
public class Records {
    private static final String KNOWN = """
            select new dev.signet.sync.record.KnownRecord(
                r.id.keyHash, r.syncCount, case when r.value is null then false else true end, r.valueSize)
            from StoredRecord r where r.id.datasetId = :dataset and r.id.keyHash in :hashes
            """;
    private static final String WRITE = """
            insert into record (dataset_id, key_hash, key, value, value_size, sync_count,
                last_modified_at, last_modified_by, device_last_modified_at)
            select :dataset, p.key_hash, p.key, p.value, p.value_size, :count, :at, :by, p.device_date
            from unnest(cast(:hashes as uuid[]), cast(:keys as text[]), cast(:values as text[]),
                cast(:sizes as integer[]), cast(cast(:dates as text[]) as timestamptz[]))
                as p (key_hash, key, value, value_size, device_date)
            on conflict on constraint record_pk do update set
                value = excluded.value,
                value_size = excluded.value_size,
                sync_count = excluded.sync_count,
                last_modified_at = excluded.last_modified_at,
                last_modified_by = excluded.last_modified_by,
                device_last_modified_at = excluded.device_last_modified_at
            """;
    private static final String CHANGES = """
            select d, r,
                (select listagg(m.name, '/') within group (order by m.name) from Dataset m
                 where m.identityId = :identity and m.identityPoolId = :pool and m.live and m.mergedInto = :name)
            from Dataset d left join StoredRecord r on r.id.datasetId = d.id
                and (r.syncCount > :count or r.syncCount = :count and r.id.keyHash > :hash)
            where d.identityId = :identity and d.identityPoolId = :pool and d.name = :name
            order by r.syncCount, r.id.keyHash
            """;
    private static final String MERGED = """
            select m.name from Dataset m
            where m.identityId = :identity and m.identityPoolId = :pool and m.live and m.mergedInto = :name
            order by m.name
            """;

    private final PoolUsages usages;

    Records(PoolUsages usages) {
        this.usages = usages;
    }

    /** What stands under the keys of a batch in a dataset that is locked. */
    Uni<List<KnownRecord>> known(Mutiny.Session session, Dataset dataset, RecordBatch batch) {
        return session.createQuery(KNOWN, KnownRecord.class)
                .setParameter("dataset", dataset.id())
                .setParameter("hashes", List.of(batch.column(Patch::keyHash, UUID[]::new)))
                .getResultList();
    }

    /** Writes the batch that let a locked dataset grow, all its records in one statement. */
    Uni<Void> write(Mutiny.Session session, Dataset dataset, Update update, Growth growth) {
        RecordBatch batch = update.batch();
        return session.createNativeQuery(WRITE)
                .setParameter("dataset", dataset.id())
                .setParameter("count", dataset.syncCount())
                .setParameter("at", update.at())
                .setParameter("by", update.writer())
                .setParameter("hashes", batch.column(Patch::keyHash, UUID[]::new))
                .setParameter("keys", batch.column(Patch::key, String[]::new))
                .setParameter("values", batch.column(Patch::value, String[]::new))
                .setParameter("sizes", batch.column(Patch::valueSize, Integer[]::new))
                .setParameter("dates", batch.column(Records::deviceDate, String[]::new))
                .executeUpdate()
                .chain(() -> usages.grow(session, update.key().identity(), growth.bytes(), update.at()));
    }

    /** As text: Hibernate and the driver do not agree on arrays of instants. */
    private static @Nullable String deviceDate(Patch patch) {
        return patch.deviceDate() == null ? null : patch.deviceDate().toString();
    }

    /**
     * The dataset and its records after a position in the order of their counts, read in one statement and so all from
     * one moment.
     */
    Uni<Changes> changes(Mutiny.Session session, DatasetKey key, Position after, int most) {
        return session.createQuery(CHANGES, Object[].class)
                .setParameter("identity", key.identityId())
                .setParameter("pool", key.identityPoolId())
                .setParameter("name", key.name())
                .setParameter("count", after.syncCount())
                .setParameter("hash", after.keyHash())
                .setMaxResults(most)
                .getResultList()
                .chain(rows ->
                        rows.isEmpty() ? merged(session, key) : Uni.createFrom().item(Changes.of(rows)));
    }

    private static Uni<Changes> merged(Mutiny.Session session, DatasetKey key) {
        return session.createQuery(MERGED, String.class)
                .setParameter("identity", key.identityId())
                .setParameter("pool", key.identityPoolId())
                .setParameter("name", key.name())
                .getResultList()
                .map(Changes::none);
    }
}
