package dev.signet.sync.dataset;

import dev.signet.sync.Refusals;
import dev.signet.sync.SyncConfig;
import dev.signet.sync.identity.DatasetKey;
import dev.signet.sync.identity.Identities;
import dev.signet.sync.identity.IdentityKey;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/** The datasets. */
@ApplicationScoped
public class Datasets {
    private static final String BY_KEY =
            "from Dataset d where d.identityId = :identity and d.identityPoolId = :pool and d.name = :name";
    private static final String LIVE_BY_KEY = BY_KEY + " and d.live";

    /** A row is tested before it is locked, so this holds for its own lock already, and costs no way to PostgreSQL. */
    private static final String WAITING = " and function('set_config', 'lock_timeout', :wait, true) is not null";

    private final Identities identities;
    private final SyncConfig limits;

    Datasets(Identities identities, SyncConfig limits) {
        this.identities = identities;
        this.limits = limits;
    }

    /** The dataset, if it exists. */
    Uni<Optional<Dataset>> find(Mutiny.Session session, DatasetKey key) {
        return one(query(session, LIVE_BY_KEY, key));
    }

    /** Locks the dataset, if it exists. */
    public Uni<Optional<Dataset>> lock(Mutiny.Session session, DatasetKey key) {
        return one(query(session, LIVE_BY_KEY, key).setLockMode(LockModeType.PESSIMISTIC_WRITE));
    }

    /** As {@link #lock}; for this lock, and for others in the transaction, is waited no longer than so. */
    public Uni<Optional<Dataset>> lockWithin(Duration wait, Mutiny.Session session, DatasetKey key) {
        return one(query(session, LIVE_BY_KEY + WAITING, key)
                .setParameter("wait", wait.toMillis() + "ms")
                .setLockMode(LockModeType.PESSIMISTIC_WRITE));
    }

    /**
     * The sync count at which the dataset stands, deleted or not, and stays until the transaction ends; zero when there never
     * was one, and none is made as long as its identity is locked.
     */
    public Uni<Long> lockedCount(Mutiny.Session session, DatasetKey key) {
        return one(query(session, BY_KEY, key).setLockMode(LockModeType.PESSIMISTIC_READ))
                .map(found -> found.map(Dataset::syncCount).orElse(0L));
    }

    /** Locks the dataset, which is made, or made anew, where it does not exist. The identity must be locked. */
    public Uni<Dataset> lockOrMake(Mutiny.Session session, DatasetKey key, Instant at, String by) {
        return one(query(session, BY_KEY, key).setLockMode(LockModeType.PESSIMISTIC_WRITE))
                .chain(found -> found.filter(Dataset::live)
                        .map(dataset -> Uni.createFrom().item(dataset))
                        .orElseGet(() -> make(session, key, found, at, by)));
    }

    private Uni<Dataset> make(Mutiny.Session session, DatasetKey key, Optional<Dataset> dead, Instant at, String by) {
        return count(session, key.identity())
                .invoke(this::demandRoom)
                .chain(() -> dead.map(dataset -> revived(dataset, at)).orElseGet(() -> made(session, key, at, by)));
    }

    private void demandRoom(long count) {
        if (count >= limits.datasetsPerIdentity()) {
            throw Refusals.tooManyDatasets(limits.datasetsPerIdentity());
        }
    }

    private static Uni<Dataset> revived(Dataset dataset, Instant at) {
        dataset.revive(at);
        return Uni.createFrom().item(dataset);
    }

    private static Uni<Dataset> made(Mutiny.Session session, DatasetKey key, Instant at, String by) {
        Dataset dataset = new Dataset(key, at, by);
        return session.persist(dataset).call(session::flush).replaceWith(dataset);
    }

    private static Uni<Long> count(Mutiny.Session session, IdentityKey identity) {
        return session.createQuery(
                        "select count(*) from Dataset d where d.identityId = :identity and d.live", Long.class)
                .setParameter("identity", identity.identityId())
                .getSingleResult();
    }

    /** Deletes a dataset with its records; answers it as it was. */
    Uni<Deleted> delete(Mutiny.Session session, DatasetKey key, Instant at, String by) {
        return identities
                .tryLock(session, key.identity())
                .chain(() -> lock(session, key))
                .map(found -> found.orElseThrow(() -> Refusals.noSuchDataset(key.name())))
                .chain(dataset -> deleteLocked(session, dataset, at, by));
    }

    private static Uni<Deleted> deleteLocked(Mutiny.Session session, Dataset dataset, Instant at, String by) {
        var before = DatasetAnswer.of(dataset);
        long bytes = dataset.dataStorage;
        dataset.delete(at, by);
        return session.createNativeQuery("delete from record where dataset_id = :dataset")
                .setParameter("dataset", dataset.id())
                .executeUpdate()
                .replaceWith(new Deleted(dataset, before, bytes));
    }

    /** The datasets of an identity whose names come after {@code after}, in the order of their names. */
    Uni<List<Dataset>> list(Mutiny.Session session, IdentityKey identity, String after, int most) {
        return session.createQuery(
                        "from Dataset d where d.identityId = :identity and d.identityPoolId = :pool and d.live"
                                + " and d.name > :after order by d.name",
                        Dataset.class)
                .setParameter("identity", identity.identityId())
                .setParameter("pool", identity.identityPoolId())
                .setParameter("after", after)
                .setMaxResults(most)
                .getResultList();
    }

    /** Moves the datasets of one locked identity to another; the counts and records stay as they are. */
    public Uni<Void> move(Mutiny.Session session, IdentityKey from, IdentityKey to) {
        return all(session, from).chain(moving -> all(session, to)
                .map(present -> present.stream().map(Dataset::name).collect(Collectors.toSet()))
                .invoke(taken -> {
                    var names = new MergedNames(from.identityId(), taken);
                    moving.stream()
                            .filter(Dataset::live)
                            .forEach(dataset -> dataset.moveTo(to.identityId(), names.nameFor(dataset)));
                })
                .replaceWithVoid());
    }

    /** Removes all datasets of a locked identity for good; answers how many bytes they held. */
    public Uni<Long> removeAll(Mutiny.Session session, IdentityKey identity) {
        return all(session, identity)
                .map(found ->
                        found.stream().mapToLong(dataset -> dataset.dataStorage).sum())
                .call(() -> session.createMutationQuery("delete from Dataset d where d.identityId = :identity")
                        .setParameter("identity", identity.identityId())
                        .executeUpdate());
    }

    private static Uni<List<Dataset>> all(Mutiny.Session session, IdentityKey identity) {
        return session.createQuery("from Dataset d where d.identityId = :identity order by d.id", Dataset.class)
                .setParameter("identity", identity.identityId())
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList();
    }

    private static Mutiny.SelectionQuery<Dataset> query(Mutiny.Session session, String hql, DatasetKey key) {
        return session.createQuery(hql, Dataset.class)
                .setParameter("identity", key.identityId())
                .setParameter("pool", key.identityPoolId())
                .setParameter("name", key.name());
    }

    private static Uni<Optional<Dataset>> one(Mutiny.SelectionQuery<Dataset> query) {
        return query.getResultList().map(found -> found.stream().findFirst());
    }
}
