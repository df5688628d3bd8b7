package dev.signet.sync.device;

import dev.signet.events.Snapshot;
import dev.signet.events.Topic;
import dev.signet.events.UnitOfWork.Work;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/** All devices as they were last announced, for a topic of devices that was lost. */
@ApplicationScoped
class DeviceSnapshot implements Snapshot {
    private static final int PAGE = 100;

    @Override
    public Topic topic() {
        return Topic.DEVICES;
    }

    @Override
    public Uni<Optional<String>> publishPage(Work work, String after) {
        return lockPage(work.session(), after).chain(devices -> subscriptions(work.session(), devices)
                .invoke(subscriptions -> devices.forEach(
                        device -> work.publish(device.state(subscriptions.getOrDefault(device.id, Map.of())))))
                .replaceWith(end(devices)));
    }

    private static Uni<List<Device>> lockPage(Mutiny.Session session, String after) {
        return session.createQuery("from Device d where d.id > :after order by d.id", Device.class)
                .setParameter("after", after)
                .setMaxResults(PAGE)
                .setLockMode(LockModeType.PESSIMISTIC_READ)
                .getResultList();
    }

    /** By device, and of each by dataset. */
    private static Uni<Map<String, Map<String, Long>>> subscriptions(Mutiny.Session session, List<Device> devices) {
        return session.createQuery("from Subscription s where s.id.deviceId in :devices", Subscription.class)
                .setParameter(
                        "devices", devices.stream().map(device -> device.id).toList())
                .getResultList()
                .map(found -> found.stream()
                        .collect(Collectors.groupingBy(
                                one -> one.id.deviceId(),
                                Collectors.toMap(one -> one.id.datasetName(), one -> one.syncCount))));
    }

    private static Optional<String> end(List<Device> page) {
        return page.size() < PAGE ? Optional.empty() : Optional.of(page.getLast().id);
    }
}
