package dev.signet.sync.record;

import dev.signet.sync.dataset.Audience;
import dev.signet.sync.dataset.Dataset;
import dev.signet.sync.dataset.Dataset.Growth;
import dev.signet.sync.identity.DatasetKey;
import dev.signet.sync.record.RecordBatch.Patch;
import dev.signet.sync.usage.PoolUsages;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The records. */
@ApplicationScoped
public class Records {
    /** One array and not a list of parameters: Hibernate and PostgreSQL plan each length of a list anew. */
    private static final String KNOWN = """
            select cast(key_hash as text), sync_count, value is not null, value_size
            from record where dataset_id = :dataset and key_hash = any(cast(:hashes as uuid[]))
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
    /** What follows from a batch too, so that it costs one way to PostgreSQL and not three. */
    private static final String WRITE_ALL =
            "with written as (" + WRITE + "), grown as (" + PoolUsages.ADD + ")\n" + Audience.QUERY;

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

    /** What stands under the keys of a batch in a dataset that is locked. */
    Uni<List<KnownRecord>> known(Mutiny.Session session, Dataset dataset, RecordBatch batch) {
        return session.createNativeQuery(KNOWN, Tuple.class)
                .setParameter("dataset", dataset.id())
                .setParameter("hashes", batch.column(Patch::keyHash, UUID[]::new))
                .getResultList()
                .map(rows -> rows.stream().map(Records::knownRecord).toList());
    }

    private static KnownRecord knownRecord(Tuple row) {
        return new KnownRecord(
                UUID.fromString(row.get(0, String.class)),
                row.get(1, Long.class),
                row.get(2, Boolean.class),
                row.get(3, Integer.class));
    }

    /** Writes the batch that let a locked dataset grow; answers who is to be told. */
    Uni<Audience> write(Mutiny.Session session, Dataset dataset, Update update, Growth growth) {
        RecordBatch batch = update.batch();
        Mutiny.Query<Object[]> query = session.<Object[]>createNativeQuery(WRITE_ALL)
                .setParameter("dataset", dataset.id())
                .setParameter("count", dataset.syncCount())
                .setParameter("by", update.writer())
                .setParameter("hashes", batch.column(Patch::keyHash, UUID[]::new))
                .setParameter("keys", batch.column(Patch::key, String[]::new))
                .setParameter("values", batch.column(Patch::value, String[]::new))
                .setParameter("sizes", batch.column(Patch::valueSize, Integer[]::new))
                .setParameter("dates", batch.column(Records::deviceDate, String[]::new));
        return Audience.ask(
                PoolUsages.bindGrowth(query, update.key().identity(), growth.bytes(), update.at()), update.key());
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
