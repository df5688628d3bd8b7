package dev.signet.sync.device;

import static dev.signet.sync.world.Member.fresh;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.events.DatasetChanged;
import dev.signet.events.DeviceEvent.DeviceGone;
import dev.signet.events.DeviceEvent.DeviceState;
import dev.signet.events.OutcomeEvent.EndpointDied;
import dev.signet.events.Topic;
import dev.signet.events.kafka.Topics;
import dev.signet.sync.SyncServiceTest;
import dev.signet.sync.world.Eventually;
import dev.signet.sync.world.Heard;
import dev.signet.sync.world.Member;
import dev.signet.sync.world.World;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@SyncServiceTest
@TestProfile(SnapshotTest.Republishing.class)
class SnapshotTest {
    private static final int MORE_THAN_A_PAGE = 110;

    @Inject
    World world;

    @Inject
    Heard heard;

    @Inject
    Topics topics;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String kafka;

    @Test
    void afterKafkaLostItsTopicsTheyHoldAllDevicesAndWhatTheyFollowAgain() throws Exception {
        Member ann = world.newMember();
        String phone = ann.register("LIVE", "phone");
        String lost = ann.register("LIVE", "lost");
        ann.subscribe(phone, "notes");
        ann.subscribe(phone, "quiet");
        ann.update("notes", fresh("a"));
        ann.update("notes", fresh("b"));
        ann.update("unheeded", fresh("c"));
        world.publish(new EndpointDied(lost, "Unregistered", Instant.now()));
        Eventually.succeeds(() -> assertThat(heard.device(lost)).last().isInstanceOf(DeviceGone.class));
        Eventually.succeeds(() -> assertThat(heard.device(phone)).hasSize(3));
        List<Member> others = IntStream.range(0, MORE_THAN_A_PAGE)
                .mapToObj(_ -> world.newMember(ann.pool()))
                .toList();
        List<String> devices =
                others.stream().map(other -> other.register("LIVE", "token")).toList();

        loseTopics();

        var again = new Heard(kafka, topics);
        again.start();
        try {
            Eventually.succeeds(() -> assertThat(devices)
                    .allSatisfy(device -> assertThat(again.device(device)).isNotEmpty()));
            Eventually.succeeds(
                    () -> assertThat(again.device(phone)).isNotEmpty().allSatisfy(event -> assertThat(event)
                            .isEqualTo(heard.device(phone).get(2))));
            assertThat(((DeviceState) again.device(phone).getFirst()).subscriptions())
                    .isEqualTo(Map.of("notes", 0L, "quiet", 0L));
            assertThat(again.device(lost)).isEmpty();
            Eventually.succeeds(() -> assertThat(again.changes(ann.identity())).isNotEmpty());
            assertThat(again.changes(ann.identity())).allSatisfy(change -> assertThat(change)
                    .extracting(DatasetChanged::datasetName, DatasetChanged::syncCount, DatasetChanged::deleted)
                    .containsExactly("notes", 2L, false));
        } finally {
            again.stop();
        }
    }

    private void loseTopics() throws Exception {
        Map<Topic, String> before = Map.of(
                Topic.DEVICES, topics.idOf(Topic.DEVICES).orElseThrow(),
                Topic.CHANGES, topics.idOf(Topic.CHANGES).orElseThrow());
        try (var admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
            admin.deleteTopics(Stream.of(Topic.DEVICES, Topic.CHANGES)
                            .map(topic -> topics.kafkaName(topic.kafkaName()))
                            .toList())
                    .all()
                    .get();
        }
        before.forEach((topic, id) -> Eventually.succeeds(
                () -> assertThat(topics.idOf(topic)).isPresent().get().isNotEqualTo(id)));
    }

    /** Looks for topics that were made anew, which tests do not by default. */
    public static final class Republishing implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("signet.events.republish-every", "1s");
        }
    }
}
