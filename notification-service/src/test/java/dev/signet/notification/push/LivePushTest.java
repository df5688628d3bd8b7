package dev.signet.notification.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signet.notification.push.LiveClient.Told;
import dev.signet.testkit.BackingServers;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a live device is told, and what not. */
@QuarkusTest
@QuarkusTestResource(
        value = BackingServers.class,
        initArgs = @ResourceArg(name = "database", value = "signet_notification"))
class LivePushTest {
    private static final String OTHER = "the-other-device";

    @Inject
    Identity identity;

    @Inject
    RedisDataSource redis;

    @Test
    void tellsADeviceWhatAnotherWrote() throws Exception {
        String device = identity.liveDevice(Map.of("Settings", 0L));
        try (LiveClient live = identity.connect(device, null)) {
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
        try (LiveClient live = identity.connect(device, null)) {
            identity.write("Settings", 1, device);
            identity.write("Settings", 2, OTHER);

            assertThat(live.next().count()).isEqualTo(2);
        }
    }

    /** A subscription's end and a change travel on two topics: the change may be here first. */
    @Test
    void tellsADeviceNothingOfWhatChangedAfterItStoppedFollowingThoughThatBecomesKnownLater() throws Exception {
        String device = identity.liveDevice(Map.of("Settings", 0L, "Scores", 0L));
        try (LiveClient live = identity.connect(device, null)) {
            identity.write("Settings", 1, OTHER, List.of(OTHER));
            identity.write("Scores", 7, OTHER, List.of(device));

            assertThat(live.next().data()).contains("Scores");
        }
        try (LiveClient again = identity.connect(device, "0")) {
            assertThat(again.next().data()).contains("Scores");
            identity.write("Scores", 8, OTHER, List.of(device));
            assertThat(again.next().count()).isEqualTo(8);
        }
    }

    @Test
    void tellsADeviceNothingOfOtherDatasets() throws Exception {
        String device = identity.liveDevice(Map.of("Settings", 0L));
        try (LiveClient live = identity.connect(device, null)) {
            identity.write("Scores", 7, OTHER);
            identity.write("Settings", 1, OTHER);

            assertThat(live.next().data()).contains("Settings");
        }
    }

    @Test
    void tellsADeviceThatWasAwayTheLastCountOnce() throws Exception {
        String device = identity.liveDevice(Map.of("Settings", 0L));
        identity.connect(device, null).close();
        for (long count = 1; count <= 20; count++) {
            identity.write("Settings", count, OTHER);
        }
        identity.write("Scores", 1, OTHER);

        try (LiveClient live = identity.connect(device, "0")) {
            await().untilAsserted(() -> assertThat(live.next().count()).isEqualTo(20));
            identity.write("Settings", 21, OTHER);
            assertThat(live.next().count()).isEqualTo(21);
        }
    }

    @Test
    void resumesAfterTheLastEventThatTheDeviceSaw() throws Exception {
        String device = identity.liveDevice(Map.of("Settings", 0L));
        Told first;
        try (LiveClient live = identity.connect(device, null)) {
            identity.write("Settings", 1, OTHER);
            first = live.next();
        }
        identity.write("Settings", 2, OTHER);

        try (LiveClient again = identity.connect(device, first.id())) {
            assertThat(again.next().count()).isEqualTo(2);
        }
    }

    @Test
    void tellsAChangeOnceThoughItsEventCameTwice() throws Exception {
        String device = identity.liveDevice(Map.of("Settings", 0L));
        try (LiveClient live = identity.connect(device, null)) {
            identity.write("Settings", 1, OTHER);
            identity.write("Settings", 1, OTHER);
            identity.write("Settings", 2, OTHER);

            assertThat(live.next().count()).isEqualTo(1);
            assertThat(live.next().count()).isEqualTo(2);
        }
    }

    @Test
    void neverTellsALowerCountAfterAHigher() throws Exception {
        String device = identity.liveDevice(Map.of("Settings", 0L));
        try (LiveClient live = identity.connect(device, null)) {
            identity.write("Settings", 5, OTHER);
            identity.write("Settings", 3, OTHER);
            identity.write("Settings", 6, OTHER);

            assertThat(live.next().count()).isEqualTo(5);
            assertThat(live.next().count()).isEqualTo(6);
        }
    }

    @Test
    void tellsAChangeThatOvertookTheSubscriptionItIsFor() throws Exception {
        String device = identity.liveDevice(Map.of());
        try (LiveClient live = identity.connect(device, null)) {
            identity.write("Settings", 4, OTHER);
            identity.write("Scores", 1, OTHER);
            identity.subscribe(device, null, Map.of("Settings", 3L), 2);

            assertThat(live.next().count()).isEqualTo(4);
        }
    }

    @Test
    void tellsNothingMoreOfADatasetThatTheDeviceUnsubscribedFrom() throws Exception {
        String device = identity.liveDevice(Map.of("Settings", 0L, "Scores", 0L));
        try (LiveClient live = identity.connect(device, null)) {
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
    void endsTheConnectionOfADeviceThatIsGone() throws Exception {
        String device = identity.liveDevice(Map.of("Settings", 0L));
        try (LiveClient live = identity.connect(device, null)) {
            identity.gone(device);

            await().until(live::hasEnded);
        }
    }
}
