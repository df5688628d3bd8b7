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
import java.net.URI;
import java.nio.charset.StandardCharsets;
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
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

@QuarkusTest
@QuarkusTestResource(
        value = BackingServers.class,
        initArgs = @ResourceArg(name = "database", value = "signet_notification"))
class LivePushTest {
    private static final String OTHER = "the-other-device";

    @Inject
    Identity identity;

    @Inject
    Identity stranger;

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

    private LiveClient connect(String device) throws Exception {
        return connect(device, null);
    }

    /** A role reaches the service a moment after it was made, so the first tries may be refused. */
    private LiveClient connect(String device, String lastId) throws Exception {
        AwsSessionCredentialsIdentity credentials = identity.credentials();
        await().until(() -> status(identity.live(device), credentials) == 200);
        return LiveClient.connect(identity.live(device), credentials, lastId);
    }

    private static int status(URI uri, AwsSessionCredentialsIdentity as) throws Exception {
        var response = LiveClient.request(uri, as, "999999999999999999");
        response.body().close();
        return response.statusCode();
    }

    private static long count(Told told) {
        return new JsonObject(told.data()).getLong("syncCount");
    }

    @Test
    void tellsADeviceWhatAnotherWrote() throws Exception {
        String device = identity.liveDevice(Map.of("Settings", 0L));
        try (LiveClient live = connect(device)) {
            identity.write("Settings", 1, OTHER);

            assertThat(new JsonObject(live.next().data()))
                    .isEqualTo(new JsonObject()
                            .put("source", "cognito-sync")
                            .put("identityPoolId", Identity.POOL)
                            .put("identityId", identity.id)
                            .put("datasetName", "Settings")
                            .put("syncCount", 1));
        }
    }

    @Test
    void tellsADeviceNothingOfWhatItWroteItself() throws Exception {
        String device = identity.liveDevice(Map.of("Settings", 0L));
        try (LiveClient live = connect(device)) {
            identity.write("Settings", 1, device);
            identity.write("Settings", 2, OTHER);

            assertThat(count(live.next())).isEqualTo(2);
        }
    }

    /** A subscription's end and a change travel on two topics: the change may be here first. */
    @Test
    void tellsADeviceNothingOfWhatChangedAfterItStoppedFollowingThoughThatBecomesKnownLater() throws Exception {
        String device = identity.liveDevice(Map.of("Settings", 0L, "Scores", 0L));
        try (LiveClient live = connect(device)) {
            identity.write("Settings", 1, OTHER, List.of(OTHER));
            identity.write("Scores", 7, OTHER, List.of(device));

            assertThat(live.next().data()).contains("Scores");
        }
        try (LiveClient again = connect(device, "0")) {
            assertThat(again.next().data()).contains("Scores");
            identity.write("Scores", 8, OTHER, List.of(device));
            assertThat(count(again.next())).isEqualTo(8);
        }
    }

    @Test
    void tellsADeviceNothingOfOtherDatasets() throws Exception {
        String device = identity.liveDevice(Map.of("Settings", 0L));
        try (LiveClient live = connect(device)) {
            identity.write("Scores", 7, OTHER);
            identity.write("Settings", 1, OTHER);

            assertThat(live.next().data()).contains("Settings");
        }
    }

    @Test
    void tellsADeviceThatWasAwayTheLastCountOnce() throws Exception {
        String device = identity.liveDevice(Map.of("Settings", 0L));
        connect(device).close();
        for (long count = 1; count <= 20; count++) {
            identity.write("Settings", count, OTHER);
        }
        identity.write("Scores", 1, OTHER);

        try (LiveClient live = connect(device, "0")) {
            await().untilAsserted(() -> assertThat(count(live.next())).isEqualTo(20));
            identity.write("Settings", 21, OTHER);
            assertThat(count(live.next())).isEqualTo(21);
        }
    }

    @Test
    void resumesAfterTheLastEventThatTheDeviceSaw() throws Exception {
        String device = identity.liveDevice(Map.of("Settings", 0L));
        Told first;
        try (LiveClient live = connect(device)) {
            identity.write("Settings", 1, OTHER);
            first = live.next();
        }
        identity.write("Settings", 2, OTHER);

        try (LiveClient again = connect(device, first.id())) {
            assertThat(count(again.next())).isEqualTo(2);
        }
    }

    /** The push of one dataset is lost between replicas, the later one of another is not. */
    @Test
    void tellsOnResumingWhatGotLostBeforeTheLastEventThatTheDeviceSaw() throws Exception {
        String device = identity.liveDevice(Map.of("Settings", 0L, "Scores", 0L));
        String live = "signet:{" + identity.id + "}:live";
        Set<String> told = new TreeSet<>();
        Told last;
        try (LiveClient first = connect(device)) {
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

        try (LiveClient again = connect(device, last.id())) {
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
    void tellsAChangeOnceThoughItsEventCameTwice() throws Exception {
        String device = identity.liveDevice(Map.of("Settings", 0L));
        try (LiveClient live = connect(device)) {
            identity.write("Settings", 1, OTHER);
            identity.write("Settings", 1, OTHER);
            identity.write("Settings", 2, OTHER);

            assertThat(count(live.next())).isEqualTo(1);
            assertThat(count(live.next())).isEqualTo(2);
        }
    }

    @Test
    void neverTellsALowerCountAfterAHigher() throws Exception {
        String device = identity.liveDevice(Map.of("Settings", 0L));
        try (LiveClient live = connect(device)) {
            identity.write("Settings", 5, OTHER);
            identity.write("Settings", 3, OTHER);
            identity.write("Settings", 6, OTHER);

            assertThat(count(live.next())).isEqualTo(5);
            assertThat(count(live.next())).isEqualTo(6);
        }
    }

    @Test
    void tellsAChangeThatOvertookTheSubscriptionItIsFor() throws Exception {
        String device = identity.liveDevice(Map.of());
        try (LiveClient live = connect(device)) {
            identity.write("Settings", 4, OTHER);
            identity.write("Scores", 1, OTHER);
            identity.subscribe(device, null, Map.of("Settings", 3L), 2);

            assertThat(count(live.next())).isEqualTo(4);
        }
    }

    @Test
    void tellsNothingMoreOfADatasetThatTheDeviceUnsubscribedFrom() throws Exception {
        String device = identity.liveDevice(Map.of("Settings", 0L, "Scores", 0L));
        try (LiveClient live = connect(device)) {
            identity.write("Settings", 1, OTHER);
            assertThat(live.next().data()).contains("Settings");
            identity.subscribe(device, null, Map.of("Scores", 0L), 2);
            await().until(() ->
                    !redis.hash(String.class).hexists("signet:{" + identity.id + "}:dataset:Settings", device));

            identity.write("Settings", 2, OTHER);
            identity.write("Scores", 1, OTHER);

            assertThat(live.next().data()).contains("Scores");
        }
    }

    @Test
    void goesOnAfterKafkaLostItsTopicsAndRedisItsKeys() throws Exception {
        String device = identity.liveDevice(Map.of("Settings", 0L));
        try (LiveClient live = connect(device)) {
            identity.write("Settings", 1, OTHER);
            assertThat(count(live.next())).isEqualTo(1);

            loseTopics();
            redis.flushall();
            identity.subscribe(device, null, Map.of("Settings", 0L), 1);
            identity.write("Settings", 2, null);

            assertThat(count(live.next())).isEqualTo(2);
        }
        try (LiveClient live = connect(device, "0")) {
            assertThat(count(live.next())).isEqualTo(2);
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
        try (LiveClient live = connect(device)) {
            redis.flushall();

            identity.write("Settings", 1, OTHER);

            assertThat(count(live.next())).isEqualTo(1);
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
        try (LiveClient live = connect(device)) {
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
        try (LiveClient live = connect(device)) {
            String handed = new JsonObject()
                    .put("pool", Identity.POOL)
                    .put("identity", identity.id)
                    .put("dataset", "Settings")
                    .put("count", 7)
                    .put("seq", 1)
                    .put("devices", new JsonArray().add(device))
                    .encode();

            redis.pubsub(String.class).publish("signet:push:" + replica.id(), handed);

            assertThat(count(live.next())).isEqualTo(7);
        }
    }

    @Test
    void endsTheConnectionOfADeviceThatIsGone() throws Exception {
        String device = identity.liveDevice(Map.of("Settings", 0L));
        try (LiveClient live = connect(device)) {
            identity.gone(device);

            await().until(live::hasEnded);
        }
    }

    @Test
    void refusesTheDeviceOfAnotherIdentity() throws Exception {
        String device = stranger.liveDevice(Map.of("Settings", 0L));
        String own = identity.liveDevice(Map.of());
        connect(own).close();

        assertThat(status(stranger.live(device), identity.credentials())).isEqualTo(403);
        assertThat(status(identity.live(device), identity.credentials())).isEqualTo(403);
    }

    @Test
    void refusesARoleThatMayNotConnect() throws Exception {
        String device = identity.liveDevice(Map.of());

        var refused = LiveClient.request(identity.live(device), identity.credentials("cognito-sync:ListRecords"), null);

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.headers().firstValue("x-amzn-errortype")).contains("AccessDeniedException");
    }

    @Test
    void heedsARolesConditionOnTheSourceAddress() throws Exception {
        String condition = "{\"IpAddress\": {\"aws:SourceIp\": \"%s\"}}";
        URI live = identity.live(identity.liveDevice(Map.of()));

        var here = identity.credentials("cognito-sync:*", condition.formatted("127.0.0.0/8"));
        await().until(() -> status(live, here) == 200);
        var elsewhere = identity.credentials("cognito-sync:*", condition.formatted("203.0.113.0/24"));
        await().until(() -> status(live, elsewhere) == 403);
    }

    @Test
    void refusesACallerWithoutASignature() throws Exception {
        var refused = LiveClient.request(identity.live(UUID.randomUUID().toString()), null, null);

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.headers().firstValue("x-amzn-errortype")).contains("MissingAuthenticationTokenException");
    }

    @Test
    void refusesTheOperatorWhoHasNoIdentity() throws Exception {
        String device = identity.liveDevice(Map.of());

        var refused = LiveClient.request(identity.live(device), LiveClient.OPERATOR, null);

        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.headers().firstValue("x-amzn-errortype")).contains("AccessDeniedException");
        assertThat(new String(refused.body().readAllBytes(), StandardCharsets.UTF_8))
                .contains("A device connects with the credentials of its own identity.");
    }
}
