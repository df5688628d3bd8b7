package dev.signet.sync.device;

import static dev.signet.sync.world.Member.fresh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.events.DeviceEvent;
import dev.signet.events.DeviceEvent.DeviceGone;
import dev.signet.events.DeviceEvent.DeviceState;
import dev.signet.events.OutcomeEvent.EndpointDied;
import dev.signet.keyset.Keyset;
import dev.signet.sync.SyncConfig;
import dev.signet.sync.SyncServiceTest;
import dev.signet.sync.world.Eventually;
import dev.signet.sync.world.Heard;
import dev.signet.sync.world.Member;
import dev.signet.sync.world.World;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitosync.model.InvalidConfigurationException;
import software.amazon.awssdk.services.cognitosync.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitosync.model.NotAuthorizedException;

@SyncServiceTest
class DevicesTest {
    private static final String APNS = "arn:aws:sns:us-east-1:000000000000:app/APNS/phones";
    private static final String NEW_APNS = "arn:aws:sns:us-east-1:000000000000:app/APNS/new-phones";
    private static final String ROLE = "arn:aws:iam::000000000000:role/push";

    @Inject
    World world;

    @Inject
    Heard heard;

    @Inject
    Keyset keyset;

    @Inject
    SyncConfig config;

    private Member ann;

    @BeforeEach
    void someone() {
        ann = world.newMember();
    }

    @Test
    void tellsOthersOfANewDeviceWithItsTokenSealed() throws Exception {
        String device = ann.register("LIVE", "secret token");

        DeviceState state = state(device, 1);
        assertThat(state.identityId()).isEqualTo(ann.identity());
        assertThat(state.identityPoolId()).isEqualTo(ann.pool());
        assertThat(state.platform()).isEqualTo("LIVE");
        assertThat(state.applicationArn()).isNull();
        assertThat(state.subscriptions()).isEmpty();
        assertThat(state.sealedToken()).doesNotContain("secret token");
        assertThat(keyset.openText(state.sealedToken(), DeviceState.TOKEN_SEAL)).isEqualTo("secret token");
    }

    /** Whoever hears of a subscription's end later than of a change can tell from the change whom it was for. */
    @Test
    void namesWithEachChangeTheDevicesThatFollowedItsDatasetAtThatMoment() {
        String first = ann.register("LIVE", "first");
        String second = ann.register("LIVE", "second");
        ann.subscribe(first, "notes");
        ann.subscribe(second, "notes");
        ann.subscribe(first, "other");
        ann.update("notes", fresh("a"));
        ann.unsubscribe(second, "notes");
        ann.update("notes", fresh("b"));
        ann.unsubscribe(first, "notes");
        ann.delete("notes");

        Eventually.succeeds(() -> assertThat(heard.changes(ann.identity())).hasSize(3));
        assertThat(heard.changes(ann.identity()).stream()
                        .map(change -> Set.copyOf(change.followers()))
                        .toList())
                .containsExactly(Set.of(first, second), Set.of(first), Set.of());
    }

    @Test
    void knowsADeviceAgainByItsPlatformAndToken() {
        String device = ann.register("LIVE", "token");

        assertThat(ann.register("LIVE", "token")).isEqualTo(device);
        assertThat(ann.register("LIVE", "other")).isNotEqualTo(device);
        assertThat(world.newMember(ann.pool()).register("LIVE", "token")).isNotEqualTo(device);
    }

    @Test
    void registersOneDeviceForManyWhoAskAtOnce() throws Exception {
        Set<String> ids = new HashSet<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = IntStream.range(0, 16)
                    .mapToObj(_ -> threads.submit(() -> ann.register("LIVE", "token")))
                    .toList();
            for (var call : calls) {
                ids.add(call.get());
            }
        }

        assertThat(ids).hasSize(1);
    }

    @Test
    void pushesOtherPlatformsThroughTheConfiguredApplication() {
        configure(APNS);
        String device = ann.register("APNS", "token");
        assertThat(state(device, 1).applicationArn()).isEqualTo(APNS);

        configure(NEW_APNS);
        assertThat(ann.register("APNS", "token")).isEqualTo(device);

        assertThat(state(device, 2).applicationArn()).isEqualTo(NEW_APNS);
    }

    @Test
    void refusesPlatformsThatAreNotConfigured() {
        assertNotConfigured("APNS");
        configure(APNS);
        assertNotConfigured("APNS_SANDBOX");
        assertNotConfigured("GCM");
        assertThatThrownBy(() -> ann.register("PIGEON", "token"))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("at 'platform' failed to satisfy constraint");
    }

    private void assertNotConfigured(String platform) {
        assertThatThrownBy(() -> ann.register(platform, "token"))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining(
                        "Push sync of this identity pool has no application for the platform " + platform + ".");
    }

    @Test
    void refusesByNameThePlatformThatNothingIsPushedTo() {
        configure(APNS);

        assertThatThrownBy(() -> ann.register("ADM", "token"))
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining("Nothing is pushed to the platform ADM");
    }

    @Test
    void refusesTokensOfNoOrAbsurdLength() {
        assertThatThrownBy(() -> ann.register("LIVE", ""))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Token must have between 1 and 4096 characters.");
        assertThatThrownBy(() -> ann.register("LIVE", "t".repeat(4097)))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Token must have between 1 and 4096 characters.");
    }

    private void configure(String... applications) {
        world.operator().setIdentityPoolConfiguration(r -> r.identityPoolId(ann.pool())
                .pushSync(push -> push.applicationArns(applications).roleArn(ROLE)));
    }

    @Test
    void tellsAtWhichCountADeviceBeganToFollow() {
        String device = ann.register("LIVE", "token");
        ann.update("notes", fresh("a"));
        ann.update("notes", fresh("b"));

        ann.subscribe(device, "notes");
        ann.subscribe(device, "yet-to-come");

        assertThat(state(device, 3).subscriptions()).isEqualTo(Map.of("notes", 2L, "yet-to-come", 0L));
    }

    @Test
    void followsADatasetOnceHoweverOftenItIsAsked() {
        String device = ann.register("LIVE", "token");
        ann.subscribe(device, "notes");
        ann.update("notes", fresh("a"));

        ann.subscribe(device, "notes");
        ann.subscribe(device, "other");

        assertThat(state(device, 3).subscriptions()).containsEntry("notes", 0L).containsKey("other");
    }

    @Test
    void followsNoLonger() {
        String device = ann.register("LIVE", "token");
        ann.subscribe(device, "notes");
        ann.subscribe(device, "other");

        ann.unsubscribe(device, "notes");
        ann.unsubscribe(device, "never-followed");

        assertThat(state(device, 4).subscriptions()).containsOnlyKeys("other");
    }

    @Test
    void forgetsADeviceWhosePushServiceGaveItUp() {
        String device = ann.register("LIVE", "token");
        ann.subscribe(device, "notes");

        world.publish(new EndpointDied(device, "Unregistered", Instant.now()));

        Eventually.succeeds(() -> assertThat(heard.device(device)).last().isInstanceOf(DeviceGone.class));
        assertThatThrownBy(() -> ann.subscribe(device, "notes"))
                .isInstanceOf(NotAuthorizedException.class)
                .hasMessageContaining("Access to Device '" + device + "' is forbidden.");
        assertThat(ann.register("LIVE", "token")).isNotEqualTo(device);
    }

    @Test
    void letsANewDeviceTakeThePlaceOfTheOneRegisteredLongestAgo() {
        String first = ann.register("LIVE", "token 0");
        String second = ann.register("LIVE", "token 1");
        ann.register("LIVE", "token 0");
        for (int i = 2; i < config.devicesPerIdentity(); i++) {
            ann.register("LIVE", "token " + i);
        }

        ann.register("LIVE", "one more");

        Eventually.succeeds(() -> assertThat(heard.device(second)).last().isInstanceOf(DeviceGone.class));
        ann.subscribe(first, "notes");
    }

    @Test
    void refusesToFollowMoreDatasetsThanADeviceMay() {
        String device = ann.register("LIVE", "token");
        for (int i = 0; i < config.subscriptionsPerDevice(); i++) {
            ann.subscribe(device, "set" + i);
        }

        assertThatThrownBy(() -> ann.subscribe(device, "one-more"))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("A device may follow at most " + config.subscriptionsPerDevice() + " datasets.");
    }

    /** The device's state under a version, once heard; versions grow by one. */
    private DeviceState state(String device, int version) {
        Eventually.succeeds(() -> assertThat(heard.device(device)).hasSizeGreaterThanOrEqualTo(version));
        List<DeviceEvent> said = heard.device(device);
        assertThat(said)
                .extracting(event -> ((DeviceState) event).version())
                .isSorted()
                .doesNotHaveDuplicates();
        return (DeviceState) said.get(version - 1);
    }
}
