package dev.signet.notification.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signet.events.Topic;
import dev.signet.events.UnitOfWork;
import dev.signet.events.kafka.Topics;
import dev.signet.notification.device.Replica;
import dev.signet.notification.push.LiveClient.Told;
import dev.signet.testkit.BackingServers;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** A device is told in the end though something between it and the writer is lost, or is another replica. */
@QuarkusTest
@QuarkusTestResource(
        value = BackingServers.class,
        initArgs = @ResourceArg(name = "database", value = "signet_notification"))
class LiveLossTest {
    private static final String OTHER = "the-other-device";

    @Inject
    Identity identity;

    @Inject
    RedisDataSource redis;

    @Inject
    Replica replica;

    @Inject
    UnitOfWork unitOfWork;

    @Inject
    Topics topics;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String kafka;

    /** The push of one dataset is lost between replicas, the later one of another is not. */
    @Test
    void tellsOnResumingWhatGotLostBeforeTheLastEventThatTheDeviceSaw() throws Exception {
        String device = identity.liveDevice(Map.of("Settings", 0L, "Scores", 0L));
        String live = "signet:{" + identity.id + "}:live";
        Set<String> told = new TreeSet<>();
        Told last;
        try (LiveClient first = identity.connect(device, null)) {
            await().until(() -> redis.hash(String.class).hexists(live, device));
            redis.hash(String.class).hset(live, device, UUID.randomUUID().toString());
            identity.write("Settings", 1, OTHER);
            await().until(() -> count("change_head where identity_id", identity.id) == 1);
            redis.hash(String.class).hset(live, device, replica.id());
            identity.write("Scores", 1, OTHER);
            do {
                last = first.next();
                told.add(last.data());
            } while (!last.data().contains("Scores"));
        }

        try (LiveClient again = identity.connect(device, last.id())) {
            while (told.size() < 2) {
                told.add(again.next().data());
            }
        }

        assertThat(told).anyMatch(data -> data.contains("Settings"));
    }

    private int count(String where, String value) {
        return unitOfWork
                .read(session -> session.createNativeQuery(
                                "select cast(count(*) as int) from " + where + " = :value", Integer.class)
                        .setParameter("value", value)
                        .getSingleResult())
                .await()
                .atMost(Duration.ofSeconds(20));
    }

    @Test
    void goesOnAfterKafkaLostItsTopicsAndRedisItsKeys() throws Exception {
        String device = identity.liveDevice(Map.of("Settings", 0L));
        try (LiveClient live = identity.connect(device, null)) {
            identity.write("Settings", 1, OTHER);
            assertThat(live.next().count()).isEqualTo(1);

            loseTopics();
            redis.flushall();
            identity.subscribe(device, null, Map.of("Settings", 0L), 1);
            identity.write("Settings", 2, null);

            assertThat(live.next().count()).isEqualTo(2);
        }
        try (LiveClient live = identity.connect(device, "0")) {
            assertThat(live.next().count()).isEqualTo(2);
        }
    }

    private void loseTopics() throws Exception {
        List<Topic> lost = List.of(Topic.ROLES, Topic.DEVICES, Topic.CHANGES);
        await().until(topics::ready);
        List<String> before =
                lost.stream().map(topics::idOf).map(Optional::orElseThrow).toList();
        try (var admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
            admin.deleteTopics(lost.stream()
                            .map(topic -> topics.kafkaName(topic.kafkaName()))
                            .toList())
                    .all()
                    .get();
        }
        await().untilAsserted(() -> assertThat(lost)
                .allSatisfy(topic ->
                        assertThat(topics.idOf(topic)).isPresent().get().isNotIn(before)));
    }

    @Test
    void goesOnAfterRedisWasFlushed() throws Exception {
        String device = identity.liveDevice(Map.of("Settings", 0L));
        try (LiveClient live = identity.connect(device, null)) {
            redis.flushall();

            identity.write("Settings", 1, OTHER);

            assertThat(live.next().count()).isEqualTo(1);
        }
    }

    /** Redis is told of the devices from state to state then: what a device followed once is none of its business now. */
    @Test
    void tellsNothingOfADatasetThatTheDeviceLeftBeforeRedisWasFlushed() throws Exception {
        String device = identity.liveDevice(Map.of("Settings", 0L, "Scores", 0L));
        identity.subscribe(device, null, Map.of("Scores", 0L), 2);
        String keys = "signet:{" + identity.id + "}:dataset:";
        var hashes = redis.hash(String.class);
        await().until(() -> hashes.hexists(keys + "Scores", device) && !hashes.hexists(keys + "Settings", device));
        try (LiveClient live = identity.connect(device, null)) {
            identity.write("Settings", 1, OTHER);
            identity.write("Scores", 1, OTHER);
            assertThat(live.next().data()).contains("Scores");

            redis.flushall();
            identity.write("Scores", 2, OTHER);
            assertThat(live.next().data()).contains("Scores");
            identity.write("Scores", 3, OTHER);

            assertThat(live.next().data()).contains("Scores");
        }
    }

    @Test
    void handsAPushToTheReplicaThatHoldsTheConnection() throws Exception {
        String device = identity.liveDevice(Map.of("Settings", 0L));
        String keys = "signet:{" + identity.id + "}:";
        await().until(() -> redis.hash(String.class).hexists(keys + "dataset:Settings", device));
        String other = UUID.randomUUID().toString();
        BlockingQueue<String> line = new LinkedBlockingQueue<>();
        var listening = redis.pubsub(String.class).subscribe("signet:push:" + other, line::add);
        redis.hash(String.class).hset(keys + "live", device, other);

        identity.write("Settings", 1, OTHER);

        JsonObject handed = new JsonObject(line.poll(20, TimeUnit.SECONDS));
        listening.unsubscribe();
        assertThat(handed.getJsonArray("devices")).containsExactly(device);
        assertThat(handed.getLong("count")).isEqualTo(1);
    }

    @Test
    void tellsItsDevicesWhatAnotherReplicaHandsToIt() throws Exception {
        String device = identity.liveDevice(Map.of("Settings", 0L));
        try (LiveClient live = identity.connect(device, null)) {
            String handed = new JsonObject()
                    .put("pool", Identity.POOL)
                    .put("identity", identity.id)
                    .put("dataset", "Settings")
                    .put("count", 7)
                    .put("seq", 1)
                    .put("devices", new JsonArray().add(device))
                    .encode();

            redis.pubsub(String.class).publish("signet:push:" + replica.id(), handed);

            assertThat(live.next().count()).isEqualTo(7);
        }
    }
}
