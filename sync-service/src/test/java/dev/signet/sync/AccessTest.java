package dev.signet.sync;

import static dev.signet.sync.world.Member.fresh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.events.IdentityEvent.IdentityCreated;
import dev.signet.sync.world.Eventually;
import dev.signet.sync.world.Member;
import dev.signet.sync.world.World;
import dev.signet.testkit.SignetClients;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitosync.model.CognitoSyncException;
import software.amazon.awssdk.services.cognitosync.model.NotAuthorizedException;

@SyncServiceTest
class AccessTest {
    private static final String OWN_NOTES = """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow",
            "Action": ["cognito-sync:ListRecords", "cognito-sync:UpdateRecords"],
            "Resource": "arn:aws:cognito-sync:us-east-1:000000000000:identitypool/\
            ${cognito-identity.amazonaws.com:aud}/identity/${cognito-identity.amazonaws.com:sub}/dataset/notes"}]}""";

    private static final String IDENTITIES_ONLY =
            " can only be called with credentials of an identity in an identity pool.";

    @Inject
    World world;

    private Member ann;
    private Member bob;

    @BeforeEach
    void twoOfOnePool() {
        ann = world.newMember();
        bob = world.newMember(ann.pool());
        bob.update("notes", fresh("a"));
    }

    @Test
    void keepsAnIdentityOutOfAnothersDataWhetherItExistsOrNot() {
        var nobody = new Member(ann.pool(), world.newIdentityId(), ann.client());
        String own = ann.session("notes");

        for (Member other : List.of(bob.through(ann.client()), nobody)) {
            refused(forbidden(other), () -> other.list("notes"));
            refused(forbidden(other), () -> other.list("never"));
            refused(forbidden(other), () -> other.update("notes", own, List.of(fresh("b"))));
            refused(forbidden(other), () -> other.delete("notes"));
            refused(forbidden(other), () -> other.register("LIVE", "token"));
            refused(forbidden(other), () -> other.client()
                    .listDatasets(r -> r.identityPoolId(other.pool()).identityId(other.identity())));
            refused(forbidden(other), () -> other.client().describeDataset(r -> r.identityPoolId(other.pool())
                    .identityId(other.identity())
                    .datasetName("notes")));
            refused(forbidden(other), () -> other.client()
                    .describeIdentityUsage(r -> r.identityPoolId(other.pool()).identityId(other.identity())));
        }
        assertThat(bob.records("notes")).containsOnlyKeys("a");
    }

    @Test
    void keepsAnIdentityInItsPool() {
        var elsewhere = new Member(world.newPool(), ann.identity(), ann.client());

        refused(forbidden(elsewhere), () -> elsewhere.list("notes"));
        refused(forbidden(elsewhere), () -> elsewhere.register("LIVE", "token"));
    }

    @Test
    void keepsIdentitiesOutOfWhatDevelopersDo() {
        String pool = ann.pool();

        refused("GetIdentityPoolConfiguration can only be called with developer credentials.", () -> ann.client()
                .getIdentityPoolConfiguration(r -> r.identityPoolId(pool)));
        refused("SetIdentityPoolConfiguration can only be called with developer credentials.", () -> ann.client()
                .setIdentityPoolConfiguration(r -> r.identityPoolId(pool)));
        refused("DescribeIdentityPoolUsage can only be called with developer credentials.", () -> ann.client()
                .describeIdentityPoolUsage(r -> r.identityPoolId(pool)));
        refused("ListIdentityPoolUsage can only be called with developer credentials.", () -> ann.client()
                .listIdentityPoolUsage(r -> r.maxResults(1)));
    }

    @Test
    void keepsDevelopersOutOfWhatDevicesDo() {
        String device = bob.register("LIVE", "token");

        for (var client : List.of(world.operator(), world.developer())) {
            var developer = bob.through(client);
            refused("RegisterDevice" + IDENTITIES_ONLY, () -> developer.register("LIVE", "token"));
            refused("SubscribeToDataset" + IDENTITIES_ONLY, () -> developer.subscribe(device, "notes"));
            refused("UnsubscribeFromDataset" + IDENTITIES_ONLY, () -> developer.unsubscribe(device, "notes"));
        }
    }

    @Test
    void letsDevelopersReadAndWriteTheDataOfIdentities() {
        world.publish(new IdentityCreated(ann.pool(), ann.identity(), Instant.now()));

        for (var client : List.of(world.operator(), world.developer())) {
            var developer = ann.through(client);
            String key = "by " + client.hashCode();
            Eventually.succeeds(() -> developer.update("notes", fresh(key)));
            assertThat(ann.records("notes")).containsKey(key);
            assertThat(ann.records("notes").get(key).lastModifiedBy()).startsWith("arn:aws:iam::000000000000:r");
        }
    }

    @Test
    void keepsDevicesOfOthersFromFollowing() {
        String device = bob.register("LIVE", "token");

        refused("Access to Device '" + device + "' is forbidden.", () -> ann.subscribe(device, "notes"));
        refused("Access to Device '" + device + "' is forbidden.", () -> ann.unsubscribe(device, "notes"));
        refused("Access to Device 'no such device' is forbidden.", () -> ann.subscribe("no such device", "notes"));
    }

    @Test
    void obeysTheRolesPolicyOnTheDataset() {
        Member cleo = world.newMember(world.newPool(), OWN_NOTES);

        cleo.update("notes", fresh("a"));

        assertThat(cleo.records("notes")).containsOnlyKeys("a");
        assertThatThrownBy(() -> cleo.list("other"))
                .isInstanceOf(CognitoSyncException.class)
                .satisfies(this::isDenial);
        assertThatThrownBy(() -> cleo.delete("notes"))
                .isInstanceOf(CognitoSyncException.class)
                .satisfies(this::isDenial);
    }

    private void isDenial(Throwable failure) {
        assertThat(((CognitoSyncException) failure).awsErrorDetails().errorCode())
                .isIn("AccessDeniedException", "NotAuthorizedException");
    }

    @Test
    void refusesUnsignedCalls() {
        var stranger = ann.through(SignetClients.underTest().sync());

        assertThatThrownBy(() -> stranger.list("notes"))
                .isInstanceOf(CognitoSyncException.class)
                .satisfies(e -> assertThat(
                                ((CognitoSyncException) e).awsErrorDetails().errorCode())
                        .isEqualTo("MissingAuthenticationTokenException"));
    }

    private static String forbidden(Member member) {
        return "Access to Identity '" + member.identity() + "' is forbidden.";
    }

    private static void refused(String text, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOf(NotAuthorizedException.class)
                .satisfies(e ->
                        assertThat(((NotAuthorizedException) e).statusCode()).isEqualTo(403))
                .hasMessageContaining(text);
    }
}
