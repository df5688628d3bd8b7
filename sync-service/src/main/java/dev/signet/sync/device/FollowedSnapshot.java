package dev.signet.sync.device;

import dev.signet.events.DatasetChanged;
import dev.signet.events.Snapshot;
import dev.signet.events.Topic;
import dev.signet.events.UnitOfWork.Work;
import dev.signet.sync.dataset.Dataset;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The newest sync count of each dataset that changed since a device began to follow it, for a topic of changes that was
 * lost: what it held, nobody may have been told. No device is named as the writer, so that all are told.
 */
@ApplicationScoped
class FollowedSnapshot implements Snapshot {
    private static final int PAGE = 100;

    private static final String CHANGED = """
            from Dataset d where d.id > :after and exists (
                select 1 from Subscription s, Device v
                where v.id = s.id.deviceId and v.identityId = d.identityId
                    and s.id.datasetName = d.name and s.syncCount < d.syncCount)
            order by d.id
            """;

    @Override
    public Topic topic() {
        return Topic.CHANGES;
    }

    @Override
    public Uni<Optional<String>> publishPage(Work work, String after) {
        return lockPage(work.session(), after.isEmpty() ? 0 : Long.parseLong(after))
                .invoke(datasets -> datasets.forEach(dataset -> work.publish(newest(dataset))))
                .map(FollowedSnapshot::end);
    }

    private static Uni<List<Dataset>> lockPage(Mutiny.Session session, long after) {
        return session.createQuery(CHANGED, Dataset.class)
                .setParameter("after", after)
                .setMaxResults(PAGE)
                .setLockMode(LockModeType.PESSIMISTIC_READ)
                .getResultList();
    }

    private static DatasetChanged newest(Dataset dataset) {
        return new DatasetChanged(
                dataset.identityPoolId(),
                dataset.identityId(),
                dataset.name(),
                dataset.syncCount(),
                null,
                !dataset.live(),
                dataset.lastModifiedAt());
    }

    private static Optional<String> end(List<Dataset> page) {
        return page.size() < PAGE
                ? Optional.empty()
                : Optional.of(Long.toString(page.getLast().id()));
    }
}
