package dev.signet.notification.live;

import dev.signet.notification.change.ChangeHead;
import dev.signet.notification.device.DirectoryConfig;
import dev.signet.notification.device.Replica;
import dev.signet.notification.device.Subscriber;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.redis.datasource.pubsub.ReactivePubSubCommands;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Takes a push to the replica that holds the device's connection: here at once, elsewhere through Redis. */
@Singleton
public class ReplicaLine {
    private final Replica self;
    private final LiveConnections connections;
    private final Duration timeout;
    private final ReactivePubSubCommands<String> line;
    private final AtomicReference<@Nullable Listening> listening = new AtomicReference<>();

    ReplicaLine(Replica self, LiveConnections connections, ReactiveRedisDataSource redis, DirectoryConfig config) {
        this.self = self;
        this.connections = connections;
        this.timeout = config.redisTimeout();
        this.line = redis.pubsub(String.class);
    }

    /** Tells the connected ones of these devices of a change; those that are not connected ask when they connect. */
    public Uni<Void> tell(ChangeHead head, List<Subscriber> subscribers) {
        Map<String, List<String>> elsewhere = new HashMap<>();
        for (Subscriber subscriber : subscribers) {
            subscriber.replica().ifPresent(replica -> {
                if (replica.equals(self.id())) {
                    connections.tell(subscriber.deviceId(), head);
                } else {
                    elsewhere.computeIfAbsent(replica, _ -> new ArrayList<>()).add(subscriber.deviceId());
                }
            });
        }
        return elsewhere.isEmpty() ? Uni.createFrom().voidItem() : send(head, elsewhere);
    }

    private Uni<Void> send(ChangeHead head, Map<String, List<String>> devicesByReplica) {
        List<Uni<Void>> sent = devicesByReplica.entrySet().stream()
                .map(entry -> line.publish(channel(entry.getKey()), message(head, entry.getValue()))
                        .ifNoItem()
                        .after(timeout)
                        .fail())
                .toList();
        return Uni.join().all(sent).andCollectFailures().replaceWithVoid();
    }

    /** Listens for pushes from other replicas, anew if it did before. */
    public Uni<Void> listen() {
        AtomicBoolean ended = new AtomicBoolean();
        return line.subscribe(channel(self.id()), this::received, () -> ended.set(true), _ -> ended.set(true))
                .ifNoItem()
                .after(timeout)
                .fail()
                .map(subscriber -> new Listening(subscriber, ended))
                .chain(fresh -> leave(listening.getAndSet(fresh)));
    }

    /** Listens anew where Redis ended it, which it may without losing anything; nobody else takes it up again. */
    public Uni<Void> keepListening() {
        Listening current = listening.get();
        return current == null || current.ended.get()
                ? listen()
                : Uni.createFrom().voidItem();
    }

    /** The connection of a subscription that Redis lost may never answer again: it is left without waiting long. */
    private Uni<Void> leave(@Nullable Listening stale) {
        return stale == null || stale.ended.get()
                ? Uni.createFrom().voidItem()
                : stale.subscriber
                        .unsubscribe()
                        .ifNoItem()
                        .after(timeout)
                        .fail()
                        .onFailure()
                        .recoverWithNull();
    }

    private record Listening(ReactivePubSubCommands.ReactiveRedisSubscriber subscriber, AtomicBoolean ended) {}

    private void received(String message) {
        JsonObject json = new JsonObject(message);
        ChangeHead head = new ChangeHead(
                json.getString("pool"),
                json.getString("identity"),
                json.getString("dataset"),
                json.getLong("count"),
                json.getLong("seq"));
        json.getJsonArray("devices").forEach(device -> connections.tell((String) device, head));
    }

    private static String message(ChangeHead head, List<String> devices) {
        return new JsonObject()
                .put("pool", head.identityPoolId())
                .put("identity", head.identityId())
                .put("dataset", head.datasetName())
                .put("count", head.syncCount())
                .put("seq", head.seq())
                .put("devices", new JsonArray(devices))
                .encode();
    }

    private static String channel(String replica) {
        return "signet:push:" + replica;
    }
}
