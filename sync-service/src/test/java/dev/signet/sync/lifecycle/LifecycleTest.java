package dev.signet.sync.lifecycle;

import static dev.signet.sync.world.Member.fresh;
import static dev.signet.sync.world.Member.replace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.events.DeviceEvent.DeviceGone;
import dev.signet.events.IdentityEvent.IdentitiesMerged;
import dev.signet.events.IdentityEvent.IdentityDeleted;
import dev.signet.sync.SyncServiceTest;
import dev.signet.sync.world.Eventually;
import dev.signet.sync.world.Heard;
import dev.signet.sync.world.Member;
import dev.signet.sync.world.World;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitosync.model.Dataset;
import software.amazon.awssdk.services.cognitosync.model.LimitExceededException;
import software.amazon.awssdk.services.cognitosync.model.ResourceNotFoundException;

@SyncServiceTest
class LifecycleTest {
    @Inject
    World world;

    @Inject
    Heard heard;

    private Member ann;
    private Member guest;

    @BeforeEach
    void aMemberAndAGuestOfHers() {
        ann = world.newMember();
        guest = world.newMember(ann.pool());
    }

    @Test
    void keepsTheDatasetsOfBothWhenIdentitiesMerge() {
        ann.update("notes", fresh("mine"));
        guest.update("notes", fresh("theirs"));
        guest.update("notes", replace("theirs", "newer", 1));
        guest.update("only-theirs", fresh("x"));

        merge(guest, ann);

        String merged = "notes." + guest.identity();
        assertThat(names(ann)).containsExactlyInAnyOrder("notes", merged, "only-theirs." + guest.identity());
        assertThat(ann.list("notes").mergedDatasetNames()).containsExactly(merged);
        assertThat(ann.records("notes")).containsOnlyKeys("mine");
        assertThat(ann.records(merged).get("theirs").value()).isEqualTo("newer");
        assertThat(ann.list(merged).datasetSyncCount()).isEqualTo(2);
        assertThat(ann.list(merged).mergedDatasetNames()).isEmpty();
        assertThat(ann.list("only-theirs").datasetExists()).isFalse();
        assertThat(ann.list("only-theirs").mergedDatasetNames()).containsExactly("only-theirs." + guest.identity());
    }

    @Test
    void forgetsAMergedDatasetThatIsDeleted() {
        ann.update("notes", fresh("mine"));
        guest.update("notes", fresh("theirs"));
        merge(guest, ann);

        ann.delete("notes." + guest.identity());

        assertThat(ann.list("notes").mergedDatasetNames()).isEmpty();
        assertThat(names(ann)).containsExactly("notes");
    }

    @Test
    void countsMergedDatasetsAgainstTheLimit() {
        for (int i = 0; i < 19; i++) {
            ann.update("set" + i, fresh("a"));
        }
        guest.update("one", fresh("a"));
        guest.update("two", fresh("a"));
        merge(guest, ann);

        assertThat(names(ann)).hasSize(21);
        assertThatThrownBy(() -> ann.update("set19", fresh("a")))
                .isInstanceOf(LimitExceededException.class)
                .hasMessageContaining("An identity may have at most 20 datasets.");
    }

    @Test
    void carriesMergedDatasetsOnThroughAnotherMerge() {
        Member earlier = world.newMember(ann.pool());
        earlier.update("notes", fresh("first"));
        guest.update("notes", fresh("second"));
        merge(earlier, guest);
        merge(guest, ann);

        assertThat(ann.list("notes").mergedDatasetNames())
                .containsExactlyInAnyOrder("notes." + earlier.identity(), "notes." + guest.identity());
        assertThat(ann.records("notes." + earlier.identity())).containsOnlyKeys("first");
    }

    /** The two merges have different keys, so that nothing puts their events in order. */
    @Test
    void carriesMergedDatasetsOnWhenTheLaterMergeIsHeardOfFirst() {
        Member earlier = world.newMember(ann.pool());
        earlier.update("notes", fresh("first"));
        guest.update("notes", fresh("second"));
        merge(guest, ann);

        world.publish(new IdentitiesMerged(guest.pool(), guest.identity(), earlier.identity(), Instant.now()));

        Eventually.succeeds(() -> assertThat(names(earlier)).isEmpty());
        assertThat(names(ann)).containsExactlyInAnyOrder("notes." + earlier.identity(), "notes." + guest.identity());
        assertThat(ann.records("notes." + earlier.identity())).containsOnlyKeys("first");
    }

    @Test
    void endsTheDevicesAndWritesOfAMergedIdentity() {
        String device = guest.register("LIVE", "token");
        merge(guest, ann);

        Eventually.succeeds(() -> assertThat(heard.device(device)).last().isInstanceOf(DeviceGone.class));
        assertThatThrownBy(() -> guest.update("notes", fresh("late")))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("Identity '" + guest.identity() + "' not found.");
        assertThatThrownBy(() -> guest.register("LIVE", "token"))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("Identity '" + guest.identity() + "' not found.");
    }

    private void merge(Member from, Member into) {
        from.update("marker", fresh("a"));
        world.publish(new IdentitiesMerged(into.pool(), into.identity(), from.identity(), Instant.now()));
        String marker = "marker." + from.identity();
        Eventually.succeeds(() -> assertThat(into.list(marker).datasetExists()).isTrue());
        into.delete(marker);
    }

    @Test
    void removesAllOfADeletedIdentity() {
        ann.update("notes", fresh("a"));
        ann.update("other", fresh("a"));
        String device = ann.register("LIVE", "token");
        ann.subscribe(device, "notes");

        world.publish(new IdentityDeleted(ann.pool(), ann.identity(), Instant.now()));

        Eventually.succeeds(() -> assertThat(names(ann)).isEmpty());
        assertThat(ann.list("notes").datasetExists()).isFalse();
        assertThatThrownBy(() -> ann.update("notes", fresh("late")))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("Identity '" + ann.identity() + "' not found.");
        Eventually.succeeds(() -> assertThat(heard.device(device)).last().isInstanceOf(DeviceGone.class));
    }

    @Test
    void leavesNothingOfAnIdentityMergedIntoADeletedOne() {
        ann.update("notes", fresh("a"));
        guest.update("notes", fresh("a"));
        world.publish(new IdentityDeleted(ann.pool(), ann.identity(), Instant.now()));
        Eventually.succeeds(() -> assertThat(names(ann)).isEmpty());

        world.publish(new IdentitiesMerged(ann.pool(), ann.identity(), guest.identity(), Instant.now()));

        Eventually.succeeds(() -> assertThat(names(guest)).isEmpty());
        assertThat(names(ann)).isEmpty();
    }

    private static List<String> names(Member member) {
        return member
                .client()
                .listDatasets(r -> r.identityPoolId(member.pool()).identityId(member.identity()))
                .datasets()
                .stream()
                .map(Dataset::datasetName)
                .toList();
    }
}
