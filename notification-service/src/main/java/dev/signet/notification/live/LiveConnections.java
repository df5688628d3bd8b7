package dev.signet.notification.live;

import dev.signet.notification.change.ChangeHead;
import dev.signet.notification.change.ChangeHeads;
import dev.signet.notification.device.DeviceDirectory;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The connections that this replica holds. */
@Singleton
public class LiveConnections {
    private final Map<String, LiveConnection> byDevice = new ConcurrentHashMap<>();
    private final DeviceDirectory directory;
    private final ChangeHeads heads;
    private final DeviceProgress progress;

    LiveConnections(DeviceDirectory directory, ChangeHeads heads, DeviceProgress progress) {
        this.directory = directory;
        this.heads = heads;
        this.progress = progress;
    }

    /**
     * Takes a connection in, in place of an older one of the device, and tells it what it missed. It may have ended before:
     * then nobody will say so any more.
     */
    Uni<Void> open(LiveConnection connection) {
        LiveConnection older = byDevice.put(connection.deviceId(), connection);
        if (older != null) {
            older.close();
        }
        return directory
                .connected(connection.identityId(), connection.deviceId())
                .chain(() -> connection.isOver() ? closed(connection) : catchUp(connection))
                .invoke(connection::settle);
    }

    Uni<Void> closed(LiveConnection connection) {
        boolean wasCurrent = byDevice.remove(connection.deviceId(), connection);
        Uni<Void> forgotten = wasCurrent ? leave(connection) : Uni.createFrom().voidItem();
        return save(List.of(connection)).chain(() -> forgotten);
    }

    /** A device may be here again already, and what Redis is told of that be overtaken by what it is told of the end. */
    private Uni<Void> leave(LiveConnection connection) {
        String device = connection.deviceId();
        return directory
                .disconnected(connection.identityId(), device)
                .chain(() -> byDevice.containsKey(device)
                        ? directory.connected(connection.identityId(), device)
                        : Uni.createFrom().voidItem());
    }

    /** Tells a device that this replica is connected with; nothing happens when it is not. */
    void tell(String deviceId, ChangeHead head) {
        LiveConnection connection = byDevice.get(deviceId);
        if (connection != null && connection.identityId().equals(head.identityId())) {
            connection.tell(head);
        }
    }

    /**
     * Tells a connection all that others changed in its datasets and that it was not told yet. While Redis is told of the
     * devices anew, which it then is from state to state, nobody knows who follows what: {@link #catchUpAll} comes after.
     */
    Uni<Void> catchUp(LiveConnection connection) {
        return directory
                .holdsWhatWasTold()
                .chain(complete ->
                        complete ? tellMissed(connection) : Uni.createFrom().voidItem());
    }

    private Uni<Void> tellMissed(LiveConnection connection) {
        return directory
                .subscriptions(connection.identityId(), connection.deviceId())
                .chain(subscriptions -> heads.byOthers(
                                connection.identityId(), connection.deviceId(), subscriptions.keySet())
                        .invoke(missed -> missed.stream()
                                .filter(head -> head.syncCount() > subscriptions.getOrDefault(head.datasetName(), 0L))
                                .filter(connection::missed)
                                .forEach(connection::tell)))
                .replaceWithVoid();
    }

    /** Tells all connections what they missed, once Redis holds all devices. */
    public Uni<Void> catchUpAll() {
        return Multi.createFrom()
                .iterable(byDevice.values())
                .onItem()
                .transformToUniAndConcatenate(this::catchUp)
                .collect()
                .last()
                .replaceWithVoid();
    }

    /** As {@link #catchUp(LiveConnection)}, for a device that may be connected here. */
    public Uni<Void> catchUp(String deviceId) {
        return Optional.ofNullable(byDevice.get(deviceId)).map(this::catchUp).orElseGet(() -> Uni.createFrom()
                .voidItem());
    }

    /** Tells Redis again where the devices of this replica's connections are. */
    public Uni<Void> announceAll() {
        return Multi.createFrom()
                .iterable(byDevice.values())
                .onItem()
                .transformToUniAndConcatenate(
                        connection -> directory.connected(connection.identityId(), connection.deviceId()))
                .collect()
                .last()
                .replaceWithVoid();
    }

    /** Ends the connection of a device that is gone. */
    public void end(String deviceId) {
        LiveConnection connection = byDevice.get(deviceId);
        if (connection != null) {
            connection.close();
        }
    }

    /** Forgets how far a device that is gone was told. */
    public Uni<Void> forget(String deviceId) {
        return progress.forget(deviceId);
    }

    int count() {
        return byDevice.size();
    }

    Collection<LiveConnection> all() {
        return byDevice.values();
    }

    /** Those that were told what they had missed before they were opened. */
    List<LiveConnection> settled() {
        return byDevice.values().stream().filter(LiveConnection::isSettled).toList();
    }

    Set<String> identities() {
        return byDevice.values().stream().map(LiveConnection::identityId).collect(Collectors.toSet());
    }

    /** Keeps how far devices say that they were told. */
    Uni<Void> save(Collection<LiveConnection> connections) {
        Map<String, Position> positions = new HashMap<>();
        connections.forEach(connection ->
                connection.takeUnsaved().ifPresent(position -> positions.put(connection.deviceId(), position)));
        return progress.save(positions);
    }
}
