package dev.signet.sync.record;

import dev.signet.events.DatabaseConfig;
import dev.signet.events.DatasetChanged;
import dev.signet.events.UnitOfWork.Work;
import dev.signet.sync.SyncConfig;
import dev.signet.sync.dataset.Audience;
import dev.signet.sync.dataset.Dataset;
import dev.signet.sync.dataset.Datasets;
import dev.signet.sync.identity.Identities;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Applies an UpdateRecords to its dataset, whose locked row lets one writer in at a time, and announces it in the same
 * transaction. Both methods answer the dataset's new sync count. They wait for others with what is half of a unit of work's
 * time, so that they can still say so.
 */
@ApplicationScoped
public class RecordWriter {
    private final Identities identities;
    private final Datasets datasets;
    private final Records records;
    private final SyncConfig limits;
    private final Duration longestWait;

    RecordWriter(
            Identities identities, Datasets datasets, Records records, SyncConfig limits, DatabaseConfig database) {
        this.identities = identities;
        this.datasets = datasets;
        this.records = records;
        this.limits = limits;
        this.longestWait = database.workTimeout().dividedBy(2);
    }

    /** Writes to a dataset that exists; empty where it does not. */
    Uni<Optional<Long>> writeExisting(Work work, Update update) {
        return datasets.lockWithin(longestWait, work.session(), update.key()).chain(found -> found.map(
                        dataset -> apply(work, update, dataset).map(Optional::of))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty())));
    }

    /** Writes to a dataset that is made for it. */
    Uni<Long> writeNew(Work work, Update update) {
        return limitWaits(work.session())
                .chain(() -> identities.lock(work.session(), update.key().identity(), update.provenIdentity()))
                .chain(() -> datasets.lockOrMake(work.session(), update.key(), update.at(), update.writer()))
                .chain(dataset -> apply(work, update, dataset));
    }

    private Uni<Integer> limitWaits(Mutiny.Session session) {
        return session.createNativeQuery("set local lock_timeout = " + longestWait.toMillis())
                .executeUpdate();
    }

    private Uni<Long> apply(Work work, Update update, Dataset dataset) {
        return records.known(work.session(), dataset, update.batch())
                .map(known -> update.batch().against(known))
                .invoke(growth -> dataset.take(growth, update.at(), update.writer(), limits))
                .chain(growth -> records.write(work.session(), dataset, update, growth))
                .invoke(audience -> work.publish(changed(update, dataset, audience)))
                .map(_ -> dataset.syncCount());
    }

    /** Names the device that wrote only if the identity has it: others must not grow with names that a client makes up. */
    private static DatasetChanged changed(Update update, Dataset dataset, Audience audience) {
        return new DatasetChanged(
                update.key().identityPoolId(),
                update.key().identityId(),
                update.key().name(),
                dataset.syncCount(),
                update.deviceId().filter(audience.devices()::contains).orElse(null),
                false,
                update.at(),
                audience.followers());
    }
}
