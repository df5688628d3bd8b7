package dev.signet.notification.push;

import dev.signet.events.DatasetChanged;
import dev.signet.events.Topic;
import dev.signet.events.inbox.Consumers;
import dev.signet.events.inbox.Version;
import dev.signet.notification.change.ChangeHead;
import dev.signet.notification.change.ChangeHeads;
import dev.signet.notification.device.DeviceDirectory;
import dev.signet.notification.device.Subscriber;
import dev.signet.notification.live.ReplicaLine;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Objects;

/** Takes each change of a dataset to the other devices that subscribed to it. */
@ApplicationScoped
class ChangeConsumer {
    private final ChangeHeads heads;
    private final DeviceDirectory directory;
    private final ReplicaLine live;
    private final SilentPushes silent;

    ChangeConsumer(ChangeHeads heads, DeviceDirectory directory, ReplicaLine live, SilentPushes silent) {
        this.heads = heads;
        this.directory = directory;
        this.live = live;
        this.silent = silent;
    }

    void start(@Observes StartupEvent event, Consumers consumers) {
        consumers.consumeNewest(Topic.CHANGES, "notification", DatasetChanged.class, ChangeConsumer::version, this::on);
    }

    /** A writer's newest change of a dataset tells all that its older ones would. */
    private static Version version(DatasetChanged change) {
        String writer = Objects.requireNonNullElse(change.changedByDevice(), "");
        return new Version(List.of(change.identityId(), change.datasetName(), writer), change.syncCount());
    }

    private Uni<Void> on(DatasetChanged change) {
        return heads.record(change).chain(head -> directory
                .subscribers(head.identityId(), head.datasetName())
                .map(subscribers -> others(subscribers, change, head))
                .chain(others -> tell(head, others)));
    }

    private Uni<Void> tell(ChangeHead head, List<Subscriber> others) {
        return live.tell(head, others).chain(() -> silent.add(head, others));
    }

    private static List<Subscriber> others(List<Subscriber> subscribers, DatasetChanged change, ChangeHead head) {
        if (head.syncCount() > change.syncCount()) {
            // an older change that came again: who is told of the newer is decided by that one
            return List.of();
        }
        return subscribers.stream()
                .filter(subscriber -> change.isFor(subscriber.deviceId()))
                .filter(subscriber -> !subscriber.deviceId().equals(change.changedByDevice()))
                .filter(subscriber -> head.syncCount() > subscriber.subscribedAt())
                .toList();
    }
}
