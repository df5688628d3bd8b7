package dev.signet.sync.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.sync.SyncServiceTest;
import dev.signet.sync.world.World;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitosync.model.CognitoSyncException;
import software.amazon.awssdk.services.cognitosync.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitosync.model.PushSync;
import software.amazon.awssdk.services.cognitosync.model.SetIdentityPoolConfigurationResponse;

@SyncServiceTest
class PoolConfigurationTest {
    private static final String APNS = "arn:aws:sns:us-east-1:000000000000:app/APNS/phones";
    private static final String GCM = "arn:aws:sns:us-east-1:000000000000:app/GCM/phones";
    private static final String ROLE = "arn:aws:iam::000000000000:role/push";

    @Inject
    World world;

    @Test
    void knowsNothingOfAPoolThatWasNeverConfigured() {
        String pool = world.newPool();

        var answer = world.operator().getIdentityPoolConfiguration(r -> r.identityPoolId(pool));

        assertThat(answer.identityPoolId()).isEqualTo(pool);
        assertThat(answer.pushSync()).isNull();
        assertThat(answer.cognitoStreams()).isNull();
    }

    @Test
    void keepsWhatWasSetLast() {
        String pool = world.newPool();
        set(pool, PushSync.builder().applicationArns(APNS).roleArn(ROLE).build());
        var wanted = PushSync.builder().applicationArns(GCM, APNS).roleArn(ROLE).build();

        var answer = set(pool, wanted);

        assertThat(answer.pushSync()).isEqualTo(wanted);
        assertThat(world.developer()
                        .getIdentityPoolConfiguration(r -> r.identityPoolId(pool))
                        .pushSync())
                .isEqualTo(wanted);
    }

    @Test
    void leavesWhatIsNotGiven() {
        String pool = world.newPool();
        var push = PushSync.builder().applicationArns(APNS).roleArn(ROLE).build();
        set(pool, push);

        var answer = set(pool, null);

        assertThat(answer.pushSync()).isEqualTo(push);
    }

    @Test
    void takesAllApplicationsAway() {
        String pool = world.newPool();
        set(pool, PushSync.builder().applicationArns(APNS).roleArn(ROLE).build());

        var answer = set(pool, PushSync.builder().applicationArns(new String[0]).build());

        assertThat(answer.pushSync().applicationArns()).isEmpty();
        assertThat(answer.pushSync().roleArn()).isNull();
    }

    @Test
    void refusesWhatCouldNotBePushedWith() {
        var push = PushSync.builder().applicationArns(APNS).roleArn(ROLE).build();
        assertRefused(
                "PushSync with ApplicationArns needs a RoleArn.",
                push.toBuilder().roleArn(null));
        assertRefused(
                "ApplicationArns names two applications of the platform APNS",
                push.toBuilder().applicationArns(APNS, APNS + "2"));
        assertRefused(
                "at 'pushSync.applicationArns' failed to satisfy constraint",
                push.toBuilder().applicationArns("nonsense"));
        assertRefused(
                "at 'pushSync.roleArn' failed to satisfy constraint",
                push.toBuilder().roleArn("arn:aws:iam::x:nonsense"));
    }

    private void assertRefused(String text, PushSync.Builder push) {
        assertThatThrownBy(() -> set(world.newPool(), push.build()))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining(text);
    }

    @Test
    void refusesByNameThePlatformsThatNothingIsPushedTo() {
        String pool = world.newPool();

        for (String platform : new String[] {"ADM", "LIVE", "PIGEON"}) {
            var push = PushSync.builder()
                    .applicationArns(APNS, "arn:aws:sns:us-east-1:000000000000:app/" + platform + "/phones")
                    .roleArn(ROLE)
                    .build();
            assertThatThrownBy(() -> set(pool, push))
                    .isInstanceOf(InvalidParameterException.class)
                    .hasMessageContaining("ApplicationArns names an application of the platform " + platform
                            + ", to which nothing is pushed.");
        }
        assertThat(set(pool, null).pushSync()).isNull();
    }

    @Test
    void refusesStreamsByName() {
        String pool = world.newPool();

        assertThatThrownBy(() -> world.operator().setIdentityPoolConfiguration(r -> r.identityPoolId(pool)
                        .cognitoStreams(s -> s.streamName("stream").streamingStatus("ENABLED"))))
                .isInstanceOf(CognitoSyncException.class)
                .satisfies(
                        e -> assertThat(((CognitoSyncException) e).statusCode()).isEqualTo(400))
                .hasMessageContaining("Cognito Streams are not built.");
    }

    private SetIdentityPoolConfigurationResponse set(String pool, PushSync push) {
        return world.operator()
                .setIdentityPoolConfiguration(r -> r.identityPoolId(pool).pushSync(push));
    }
}
