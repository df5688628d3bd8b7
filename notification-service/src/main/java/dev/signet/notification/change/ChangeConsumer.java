package dev.signet.notification.change;

import dev.signet.events.DatasetChanged;
import dev.signet.notification.device.DeviceDirectory;
import dev.signet.notification.device.Subscriber;
import dev.signet.notification.live.ReplicaLine;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Takes each change of a dataset to the other devices that subscribed to it. */
@ApplicationScoped
class ChangeConsumer {
    private final ChangeHeads heads;
    private final DeviceDirectory directory;
    private final ReplicaLine live;

    ChangeConsumer(ChangeHeads heads, DeviceDirectory directory, ReplicaLine live) {
        this.heads = heads;
        this.directory = directory;
        this.live = live;
    }

    Uni<Void> on(DatasetChanged change) {
        return heads.record(change).chain(head -> directory
                .subscribers(head.identityId(), head.datasetName())
                .map(subscribers -> others(subscribers, change, head))
                .chain(others -> live.tell(head, others)));
    }

    private static List<Subscriber> others(List<Subscriber> subscribers, DatasetChanged change, ChangeHead head) {
        return subscribers.stream()
                .filter(subscriber -> !subscriber.deviceId().equals(change.changedByDevice()))
                .filter(subscriber -> head.syncCount() > subscriber.subscribedAt())
                .toList();
    }
}
