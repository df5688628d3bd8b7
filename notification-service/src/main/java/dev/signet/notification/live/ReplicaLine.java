package dev.signet.notification.live;

import dev.signet.events.outbox.WorkContext;
import dev.signet.notification.change.ChangeHead;
import dev.signet.notification.device.DirectoryConfig;
import dev.signet.notification.device.Replica;
import dev.signet.notification.device.Subscriber;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.quarkus.redis.datasource.pubsub.ReactivePubSubCommands;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.RedisConnection;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Takes a push to the replica that holds the device's connection: here at once, elsewhere through Redis. */
@Singleton
public class ReplicaLine {
    private static final Logger LOG = Logger.getLogger(ReplicaLine.class);

    private final Replica self;
    private final LiveConnections connections;
    private final Duration timeout;
    private final Redis redis;
    private final ReactivePubSubCommands<String> line;
    private final AtomicReference<@Nullable Listening> listening = new AtomicReference<>();

    ReplicaLine(
            Replica self,
            LiveConnections connections,
            Redis redis,
            ReactiveRedisDataSource commands,
            DirectoryConfig config) {
        this.self = self;
        this.connections = connections;
        this.timeout = config.redisTimeout();
        this.redis = redis;
        this.line = commands.pubsub(String.class);
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
        return redis.connect()
                .ifNoItem()
                .after(timeout)
                .fail()
                .chain(this::subscribe)
                .chain(fresh -> leave(listening.getAndSet(fresh)));
    }

    /**
     * Quarkus's own subscriber hears nothing until SUBSCRIBE is sent, and where the answer is faster waits for it for good, its
     * connection subscribed and held. So whoever hears is set first, and a connection that does not answer is given up.
     */
    private Uni<Listening> subscribe(RedisConnection connection) {
        AtomicBoolean ended = new AtomicBoolean();
        CompletableFuture<Void> subscribed = new CompletableFuture<>();
        connection.handler(event -> aside(() -> heard(event, subscribed)));
        connection.endHandler(() -> ended.set(true));
        connection.exceptionHandler(_ -> ended.set(true));
        return connection
                .send(Request.cmd(Command.SUBSCRIBE).arg(channel(self.id())))
                .chain(() -> Uni.createFrom().completionStage(subscribed))
                .ifNoItem()
                .after(timeout)
                .fail()
                .onFailure()
                .call(connection::close)
                .replaceWith(new Listening(connection, ended));
    }

    /** An event of Redis is {@code [subscribe, channel, count]} or {@code [message, channel, text]}. */
    private void heard(Response event, CompletableFuture<Void> subscribed) {
        switch (event.get(0).toString()) {
            case "subscribe" -> subscribed.complete(null);
            case "message" -> received(event.get(2).toString());
            default -> LOG.debugf("Redis said %s on the line", event.get(0));
        }
    }

    private static void aside(Runnable task) {
        WorkContext.duplicateOf(Objects.requireNonNull(Vertx.currentContext())).execute(task);
    }

    /** Listens anew where Redis ended it, which it may without losing anything; nobody else takes it up again. */
    public Uni<Void> keepListening() {
        Listening current = listening.get();
        return current == null || current.ended.get()
                ? listen()
                : Uni.createFrom().voidItem();
    }

    private static Uni<Void> leave(@Nullable Listening stale) {
        return stale == null || stale.ended.get() ? Uni.createFrom().voidItem() : stale.connection.close();
    }

    private record Listening(RedisConnection connection, AtomicBoolean ended) {}

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
