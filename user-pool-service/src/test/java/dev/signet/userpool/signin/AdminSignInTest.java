package dev.signet.userpool.signin;

import static dev.signet.userpool.Scene.PASSWORD;
import static dev.signet.userpool.Scene.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.testkit.BackingServers;
import dev.signet.userpool.Scene;
import dev.signet.userpool.srp.SrpClient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.util.HashMap;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminInitiateAuthResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminRespondToAuthChallengeResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InitiateAuthResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NotAuthorizedException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ResourceNotFoundException;

/** The operator's twins of signing in, by each flow and with the client's secret. */
@QuarkusTest
@QuarkusTestResource(
        value = BackingServers.class,
        initArgs = @ResourceArg(name = "database", value = "signet_user_pool"))
class AdminSignInTest {
    private static final String CHOSEN = "Another-Horse-9";

    @Test
    void signsInBySrpOnlyWithTheRightPassword() {
        // Given
        Scene scene = Scene.make();
        var user = scene.someUser();

        // When
        var answer = answer(scene, ChallengeNameType.PASSWORD_VERIFIER, proof(scene, user.username(), PASSWORD), null);

        // Then
        assertThat(answer.authenticationResult().accessToken()).isNotBlank();
        assertThatThrownBy(() ->
                        answer(scene, ChallengeNameType.PASSWORD_VERIFIER, proof(scene, user.username(), CHOSEN), null))
                .isInstanceOf(NotAuthorizedException.class)
                .hasMessageContaining("Incorrect username or password.");
    }

    @Test
    void refreshesOnlyWhatWasNotRevoked() {
        // Given
        Scene scene = Scene.make();
        var tokens = scene.signIn(scene.someUser().username());
        Map<String, String> refresh = Map.of("REFRESH_TOKEN", tokens.refreshToken());

        // When
        var renewed = start(scene, AuthFlowType.REFRESH_TOKEN_AUTH, refresh).authenticationResult();

        // Then
        assertThat(renewed.accessToken()).isNotBlank().isNotEqualTo(tokens.accessToken());
        assertThatThrownBy(() -> start(scene, AuthFlowType.REFRESH_TOKEN_AUTH, Map.of("REFRESH_TOKEN", "forged.token")))
                .isInstanceOf(NotAuthorizedException.class)
                .hasMessageContaining("Invalid Refresh Token");
        scene.anybody().revokeToken(r -> r.clientId(scene.clientId()).token(tokens.refreshToken()));
        assertThatThrownBy(() -> start(scene, AuthFlowType.REFRESH_TOKEN_AUTH, refresh))
                .isInstanceOf(NotAuthorizedException.class)
                .hasMessageContaining("Refresh Token has been revoked");
    }

    @Test
    void wantsTheSecretHashInEveryStep() {
        // Given
        Scene scene = Scene.make().withSecret();
        var user = scene.someUser();
        Map<String, String> password = Map.of("USERNAME", user.username(), "PASSWORD", PASSWORD);
        Map<String, String> refresh =
                Map.of("REFRESH_TOKEN", scene.signIn(user.username()).refreshToken());
        Map<String, String> proof = new HashMap<>(proof(scene, user.username(), PASSWORD));
        String rightHash = proof.remove("SECRET_HASH");

        // Then
        for (String wrong : new String[] {null, "AAAA", scene.secretHash("bob")}) {
            assertUnproven(
                    () -> start(scene, AuthFlowType.ADMIN_USER_PASSWORD_AUTH, with(password, "SECRET_HASH", wrong)));
            assertUnproven(() -> start(scene, AuthFlowType.REFRESH_TOKEN_AUTH, with(refresh, "SECRET_HASH", wrong)));
            assertUnproven(
                    () -> answer(scene, ChallengeNameType.PASSWORD_VERIFIER, with(proof, "SECRET_HASH", wrong), null));
        }
        assertThat(answer(scene, ChallengeNameType.PASSWORD_VERIFIER, with(proof, "SECRET_HASH", rightHash), null)
                        .authenticationResult())
                .isNotNull();
    }

    @Test
    void wantsTheSecretHashWithANewPasswordAtBothDoors() {
        // Given
        Scene scene = Scene.make().withSecret();
        scene.invite("invited");
        String session = scene.tryPassword("invited", PASSWORD).session();
        Map<String, String> choice = Map.of("USERNAME", "invited", "NEW_PASSWORD", CHOSEN);

        // Then
        for (String wrong : new String[] {null, "AAAA", scene.secretHash("bob")}) {
            Map<String, String> unproven = with(choice, "SECRET_HASH", wrong);
            assertUnproven(() -> scene.respond(ChallengeNameType.NEW_PASSWORD_REQUIRED, unproven, session));
            assertUnproven(() -> answer(scene, ChallengeNameType.NEW_PASSWORD_REQUIRED, unproven, session));
        }
        assertThat(answer(
                                scene,
                                ChallengeNameType.NEW_PASSWORD_REQUIRED,
                                with(choice, "SECRET_HASH", scene.secretHash("invited")),
                                session)
                        .authenticationResult())
                .isNotNull();
    }

    @Test
    void signsInByBothNamesOfThePasswordsFlowAndChoosesAPassword() {
        // Given
        Scene scene = Scene.make();
        scene.invite("invited");

        // When
        for (String flow : new String[] {"ADMIN_NO_SRP_AUTH", "ADMIN_USER_PASSWORD_AUTH"}) {
            assertThat(begin(scene, scene.poolId(), flow).challengeName())
                    .isEqualTo(ChallengeNameType.NEW_PASSWORD_REQUIRED);
        }
        String session =
                begin(scene, scene.poolId(), "ADMIN_USER_PASSWORD_AUTH").session();
        var answer = answer(
                scene,
                ChallengeNameType.NEW_PASSWORD_REQUIRED,
                Map.of("USERNAME", "invited", "NEW_PASSWORD", CHOSEN),
                session);

        // Then
        assertThat(answer.authenticationResult().refreshToken()).isNotBlank();
    }

    @Test
    void refusesTheOperatorAClientOfAnotherPoolAndFlowsOfUsers() {
        Scene scene = Scene.make();
        scene.invite("invited");
        Scene other = Scene.make();

        assertThatThrownBy(() -> begin(scene, other.poolId(), "ADMIN_USER_PASSWORD_AUTH"))
                .isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> begin(scene, scene.poolId(), "USER_PASSWORD_AUTH"))
                .isInstanceOf(InvalidParameterException.class);
        Scene closed = scene.withClient(client -> client.explicitAuthFlowsWithStrings("ALLOW_USER_SRP_AUTH"));
        assertThatThrownBy(() -> begin(closed, scene.poolId(), "ADMIN_USER_PASSWORD_AUTH"))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("ADMIN_USER_PASSWORD_AUTH flow not enabled for this client");
    }

    @Test
    void refusesAnUnsignedCallOfTheOperatorsOperations() {
        Scene scene = Scene.make();

        assertThatThrownBy(() -> scene.anybody().adminInitiateAuth(r -> r.userPoolId(scene.poolId())
                        .clientId(scene.clientId())
                        .authFlow(AuthFlowType.ADMIN_USER_PASSWORD_AUTH)))
                .hasMessageContaining("Missing Authentication Token");
    }

    private static AdminInitiateAuthResponse begin(Scene scene, String poolId, String flow) {
        return scene.operator().adminInitiateAuth(r -> r.userPoolId(poolId)
                .clientId(scene.clientId())
                .authFlow(flow)
                .authParameters(Map.of("USERNAME", "invited", "PASSWORD", PASSWORD)));
    }

    /** Begins by SRP at the operator's door; what answers the challenge. */
    private static Map<String, String> proof(Scene scene, String username, String password) {
        SrpClient srp = new SrpClient();
        var begun = start(
                scene,
                AuthFlowType.USER_SRP_AUTH,
                with(Map.of("USERNAME", username, "SRP_A", srp.srpA()), "SECRET_HASH", scene.secretHash(username)));
        assertThat(begun.challengeName()).isEqualTo(ChallengeNameType.PASSWORD_VERIFIER);
        var challenge = InitiateAuthResponse.builder()
                .challengeParameters(begun.challengeParameters())
                .build();
        return scene.proof(srp, challenge, password);
    }

    private static AdminInitiateAuthResponse start(Scene scene, AuthFlowType flow, Map<String, String> parameters) {
        return scene.operator().adminInitiateAuth(r -> r.userPoolId(scene.poolId())
                .clientId(scene.clientId())
                .authFlow(flow)
                .authParameters(parameters));
    }

    private static AdminRespondToAuthChallengeResponse answer(
            Scene scene, ChallengeNameType challenge, Map<String, String> answers, String session) {
        return scene.operator().adminRespondToAuthChallenge(r -> r.userPoolId(scene.poolId())
                .clientId(scene.clientId())
                .challengeName(challenge)
                .challengeResponses(answers)
                .session(session));
    }

    private static void assertUnproven(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOf(NotAuthorizedException.class)
                .hasMessageMatching("(?s).*(SECRET_HASH|secret hash).*");
    }
}
