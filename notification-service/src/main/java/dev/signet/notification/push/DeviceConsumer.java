package dev.signet.notification.push;

import dev.signet.events.DeviceEvent;
import dev.signet.events.DeviceEvent.DeviceGone;
import dev.signet.events.DeviceEvent.DeviceState;
import dev.signet.events.Topic;
import dev.signet.events.inbox.CompactedView;
import dev.signet.events.inbox.Consumers;
import dev.signet.notification.change.ChangeHead;
import dev.signet.notification.change.ChangeHeads;
import dev.signet.notification.device.DeviceDirectory;
import dev.signet.notification.device.Subscriber;
import dev.signet.notification.endpoint.DeviceEndpoints;
import dev.signet.notification.live.LiveConnections;
import dev.signet.notification.live.ReplicaLine;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps Redis at what the compacted topic of devices says, and fills it again, without a restart, when it was flushed or
 * lost.
 */
@ApplicationScoped
public class DeviceConsumer {
    private static final Logger LOG = Logger.getLogger(DeviceConsumer.class);

    /** All devices of a large installation are read in minutes; whoever needs longer waits for a Kafka that hangs. */
    private static final Duration READING = Duration.ofMinutes(10);

    private final DeviceDirectory directory;
    private final DeviceEndpoints endpoints;
    private final LiveConnections connections;
    private final ReplicaLine line;
    private final ChangeHeads heads;
    private final SilentPushes silent;
    private volatile @Nullable CompactedView devices;
    private volatile boolean told;

    DeviceConsumer(
            DeviceDirectory directory,
            DeviceEndpoints endpoints,
            LiveConnections connections,
            ReplicaLine line,
            ChangeHeads heads,
            SilentPushes silent) {
        this.directory = directory;
        this.endpoints = endpoints;
        this.connections = connections;
        this.line = line;
        this.heads = heads;
        this.silent = silent;
    }

    void start(@Observes StartupEvent event, Consumers consumers) {
        devices = consumers.view(Topic.DEVICES, "notification", DeviceEvent.class, this::on);
    }

    /** Whether Redis holds all devices, as far as this replica knows. */
    boolean isDirectoryComplete() {
        return told;
    }

    private Uni<Void> on(DeviceEvent event) {
        return switch (event) {
            case DeviceState device -> directory.put(device).chain(() -> reach(device));
            case DeviceGone(String deviceId) -> forget(deviceId);
        };
    }

    private Uni<Void> reach(DeviceState device) {
        return device.applicationArn() == null
                ? connections.catchUp(device.deviceId())
                : endpoints.put(device, device.applicationArn()).chain(() -> pushMissed(device));
    }

    /** A change may overtake the subscription that it is for: what came since is pushed now. */
    private Uni<Void> pushMissed(DeviceState device) {
        return heads.byOthers(
                        device.identityId(),
                        device.deviceId(),
                        device.subscriptions().keySet())
                .chain(missed -> Multi.createFrom()
                        .iterable(missed)
                        .filter(head -> head.syncCount()
                                > device.subscriptions().getOrDefault(head.datasetName(), Long.MAX_VALUE))
                        .onItem()
                        .transformToUniAndConcatenate(head -> silent.add(head, List.of(subscriber(device, head))))
                        .collect()
                        .last()
                        .replaceWithVoid());
    }

    private static Subscriber subscriber(DeviceState device, ChangeHead head) {
        return new Subscriber(
                device.deviceId(),
                device.subscriptions().getOrDefault(head.datasetName(), 0L),
                Optional.ofNullable(device.applicationArn()),
                Optional.empty());
    }

    private Uni<Void> forget(String deviceId) {
        connections.end(deviceId);
        return directory
                .remove(deviceId)
                .chain(() -> endpoints.remove(deviceId))
                .chain(() -> connections.forget(deviceId));
    }

    @Scheduled(every = "${signet.directory.check:1s}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> check() {
        CompactedView reading = devices;
        if (reading == null) {
            return Uni.createFrom().voidItem();
        }
        return directory
                .holdsWhatWasTold()
                .onFailure()
                .invoke(() -> told = false)
                .chain(holds -> holds && told ? line.keepListening() : tellAll(reading))
                .onFailure()
                .recoverWithUni(failure -> {
                    LOG.warnf("Redis cannot be told of the devices, or listened to, yet: %s", failure.getMessage());
                    return Uni.createFrom().voidItem();
                });
    }

    private Uni<Void> tellAll(CompactedView reading) {
        LOG.info("Redis holds no or not all devices: telling it all of them");
        return directory
                .beginTelling()
                .chain(telling -> line.listen()
                        .chain(() ->
                                reading.readAgain().ifNoItem().after(READING).fail())
                        .chain(connections::announceAll)
                        .chain(() -> directory.toldAll(telling)))
                .call(complete ->
                        complete ? connections.catchUpAll() : Uni.createFrom().voidItem())
                .invoke(complete -> told = complete)
                .invoke(complete -> LOG.infof("Redis holds all devices: %s", complete))
                .replaceWithVoid();
    }
}
