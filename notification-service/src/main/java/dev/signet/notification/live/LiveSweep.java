package dev.signet.notification.live;

import dev.signet.notification.change.ChangeHeads;
import dev.signet.notification.device.DeviceDirectory;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;

/**
 * Keeps connections right whatever got lost on the way to them: compares the changes in the database with what connected
 * devices were told, beats, and keeps how far each device is.
 */
@ApplicationScoped
class LiveSweep {
    private final LiveConnections connections;
    private final ChangeHeads heads;
    private final DeviceDirectory directory;
    /** Where the last sweep and the one before it ended. */
    private volatile long sweptTo;

    private volatile long sweptToBefore;

    LiveSweep(LiveConnections connections, ChangeHeads heads, DeviceDirectory directory) {
        this.connections = connections;
        this.heads = heads;
        this.directory = directory;
    }

    @Scheduled(every = "${signet.live.heartbeat:15s}")
    Uni<Void> beat() {
        connections.all().forEach(LiveConnection::beat);
        return Uni.createFrom().voidItem();
    }

    /** Looks back over two rounds, as a change may commit after one that took a higher sequence number. */
    @Scheduled(every = "${signet.live.sweep:5s}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> sweep() {
        if (connections.count() == 0) {
            return Uni.createFrom().voidItem();
        }
        return directory
                .holdsWhatWasTold()
                .chain(complete -> complete ? round() : Uni.createFrom().voidItem())
                .chain(() -> connections.save(connections.all()));
    }

    private Uni<Void> round() {
        var settled = connections.settled();
        return heads.lastSeq()
                .chain(last -> heads.changedSince(sweptToBefore, connections.identities())
                        .chain(this::catchUp)
                        .chain(directory::holdsWhatWasTold)
                        .invoke(complete -> mark(complete, last, settled)))
                .replaceWithVoid();
    }

    /** Without a complete directory nobody knows who follows what: the next round looks at the same changes again. */
    private void mark(boolean complete, long last, List<LiveConnection> settled) {
        if (complete) {
            settled.forEach(connection -> connection.verified(sweptTo));
            sweptToBefore = sweptTo;
            sweptTo = last;
        }
    }

    private Uni<Void> catchUp(Collection<String> identities) {
        return Multi.createFrom()
                .iterable(connections.all())
                .filter(connection -> identities.contains(connection.identityId()))
                .onItem()
                .transformToUniAndConcatenate(connections::catchUp)
                .collect()
                .last()
                .replaceWithVoid();
    }
}
