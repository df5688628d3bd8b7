package dev.signet.notification.device;

import dev.signet.events.DeviceEvent.DeviceState;
import io.quarkus.redis.datasource.ReactiveRedisDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Response;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Which devices belong to which identity, which subscribed to which dataset, and where each connected device is. Held in
 * Redis, derived from the compacted topic of devices: losing it loses nothing.
 */
@Singleton
public class DeviceDirectory {
    private static final String LIVE_ROUTE = "LIVE";
    private static final String TOLD_SECONDS = "60";

    private final ReactiveRedisDataSource redis;
    private final Replica replica;
    private final Duration timeout;
    private final String putDevice = script("put-device");
    private final String removeDevice = script("remove-device");
    private final String disconnected = script("disconnected");
    private final String toldAll = script("told-all");

    DeviceDirectory(ReactiveRedisDataSource redis, Replica replica, DirectoryConfig config) {
        this.redis = redis;
        this.replica = replica;
        this.timeout = config.redisTimeout();
    }

    /** Puts a device's state in place of an older one; a state that is not newer changes nothing. */
    public Uni<Void> put(DeviceState device) {
        String identity = device.identityId();
        List<String> args = new ArrayList<>(List.of(
                putDevice,
                "2",
                DeviceKeys.device(identity, device.deviceId()),
                DeviceKeys.devices(identity),
                Long.toString(device.version()),
                device.deviceId(),
                route(device),
                DeviceKeys.datasetPrefix(identity)));
        device.subscriptions().forEach((dataset, count) -> {
            args.add(dataset);
            args.add(count.toString());
        });
        return execute("SET", DeviceKeys.identityOf(device.deviceId()), identity)
                .chain(() -> execute("EVAL", args.toArray(String[]::new)))
                .replaceWithVoid();
    }

    private static String route(DeviceState device) {
        return device.applicationArn() == null ? LIVE_ROUTE : device.applicationArn();
    }

    /** Forgets a device; a device that is not known changes nothing. */
    public Uni<Void> remove(String deviceId) {
        return identityOf(deviceId).chain(identity -> identity.map(id -> remove(id, deviceId))
                .orElseGet(() -> Uni.createFrom().voidItem()));
    }

    private Uni<Void> remove(String identity, String deviceId) {
        return execute(
                        "EVAL",
                        removeDevice,
                        "3",
                        DeviceKeys.device(identity, deviceId),
                        DeviceKeys.devices(identity),
                        DeviceKeys.live(identity),
                        deviceId,
                        DeviceKeys.datasetPrefix(identity))
                .chain(() -> execute("DEL", DeviceKeys.identityOf(deviceId)))
                .replaceWithVoid();
    }

    private Uni<Optional<String>> identityOf(String deviceId) {
        return execute("GET", DeviceKeys.identityOf(deviceId))
                .map(answer -> Optional.ofNullable(answer).map(Response::toString));
    }

    /**
     * Whether a device is an identity's. Fails with {@link DirectoryBehind} where it only may not look so because Redis does
     * not hold what this replica told it.
     */
    public Uni<Boolean> holds(String identityId, String deviceId) {
        return identityOf(deviceId)
                .map(identity -> identity.equals(Optional.of(identityId)))
                .call(held -> held ? Uni.createFrom().voidItem() : refuseWhenBehind());
    }

    /** The datasets that a device subscribed to, each with its sync count at that time. */
    public Uni<Map<String, Long>> subscriptions(String identityId, String deviceId) {
        return execute("HGET", DeviceKeys.device(identityId, deviceId), "datasets")
                .map(DeviceDirectory::names)
                .chain(names -> counts(identityId, deviceId, names));
    }

    private Uni<Map<String, Long>> counts(String identityId, String deviceId, List<String> names) {
        if (names.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        List<Uni<Response>> reads = names.stream()
                .map(name -> execute("HGET", DeviceKeys.dataset(identityId, name), deviceId))
                .toList();
        return Uni.join().all(reads).andFailFast().map(found -> {
            Map<String, Long> counts = new HashMap<>();
            for (int i = 0; i < names.size(); i++) {
                if (found.get(i) != null) {
                    counts.put(names.get(i), subscribedAt(found.get(i).toString()));
                }
            }
            return counts;
        });
    }

    /**
     * All devices that subscribed to a dataset, with where each is reached. Fails with {@link DirectoryBehind} while Redis
     * does not hold what this replica told it.
     */
    public Uni<List<Subscriber>> subscribers(String identityId, String datasetName) {
        Uni<Response> subscribed = execute("HGETALL", DeviceKeys.dataset(identityId, datasetName));
        Uni<Response> connected = execute("HGETALL", DeviceKeys.live(identityId));
        return Uni.combine()
                .all()
                .unis(subscribed, connected)
                .asTuple()
                .call(this::refuseWhenBehind)
                .map(found -> subscribers(found.getItem1(), pairs(found.getItem2())));
    }

    /** Asked after the look-up, so that a flush in between is not taken for an identity without devices. */
    private Uni<Void> refuseWhenBehind() {
        return execute("EXISTS", DeviceKeys.told(replica.id()))
                .invoke(told -> {
                    if (told.toInteger() == 0) {
                        throw new DirectoryBehind();
                    }
                })
                .replaceWithVoid();
    }

    private static List<Subscriber> subscribers(Response subscribed, Map<String, String> replicas) {
        List<Subscriber> subscribers = new ArrayList<>();
        pairs(subscribed).forEach((deviceId, entry) -> {
            String route = entry.substring(entry.indexOf(' ') + 1);
            subscribers.add(new Subscriber(
                    deviceId,
                    subscribedAt(entry),
                    route.equals(LIVE_ROUTE) ? Optional.empty() : Optional.of(route),
                    Optional.ofNullable(replicas.get(deviceId))));
        });
        return subscribers;
    }

    /** Notes that this replica holds a device's connection. */
    public Uni<Void> connected(String identityId, String deviceId) {
        return execute("HSET", DeviceKeys.live(identityId), deviceId, replica.id())
                .replaceWithVoid();
    }

    /** Notes that this replica holds a device's connection no more; one that another holds meanwhile stays. */
    public Uni<Void> disconnected(String identityId, String deviceId) {
        return execute("EVAL", disconnected, "1", DeviceKeys.live(identityId), deviceId, replica.id())
                .replaceWithVoid();
    }

    /** Whether Redis still holds what this replica told it. */
    public Uni<Boolean> holdsWhatWasTold() {
        return execute("EXPIRE", DeviceKeys.told(replica.id()), TOLD_SECONDS).map(answer -> answer.toInteger() == 1);
    }

    /** Notes that this replica begins to tell Redis all it knows. */
    public Uni<String> beginTelling() {
        String telling = UUID.randomUUID().toString();
        return execute("SET", DeviceKeys.telling(replica.id()), telling).replaceWith(telling);
    }

    /** Notes that this replica told Redis all it knows; false when Redis was flushed since {@link #beginTelling}. */
    public Uni<Boolean> toldAll(String telling) {
        return execute(
                        "EVAL",
                        toldAll,
                        "2",
                        DeviceKeys.telling(replica.id()),
                        DeviceKeys.told(replica.id()),
                        telling,
                        TOLD_SECONDS)
                .map(answer -> answer.toInteger() == 1);
    }

    private Uni<Response> execute(String command, String... arguments) {
        return redis.execute(command, arguments).ifNoItem().after(timeout).fail();
    }

    private static long subscribedAt(String entry) {
        return Long.parseLong(entry.substring(0, entry.indexOf(' ')));
    }

    private static List<String> names(@org.jspecify.annotations.Nullable Response json) {
        return json == null
                ? List.of()
                : new io.vertx.core.json.JsonArray(json.toString())
                        .stream().map(String.class::cast).toList();
    }

    private static Map<String, String> pairs(Response flat) {
        Map<String, String> pairs = new HashMap<>();
        for (String key : flat.getKeys()) {
            pairs.put(key, flat.get(key).toString());
        }
        return pairs;
    }

    private static String script(String name) {
        try (InputStream in = DeviceDirectory.class.getResourceAsStream("/redis/" + name + ".lua")) {
            if (in == null) {
                throw new IllegalStateException("The script " + name + " is not packaged");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
