package dev.signet.userpool.signin;

import static dev.signet.userpool.Scene.PASSWORD;
import static dev.signet.userpool.Scene.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.testkit.BackingServers;
import dev.signet.userpool.Scene;
import dev.signet.userpool.Scene.Side;
import dev.signet.userpool.srp.SrpClient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.util.HashMap;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NotAuthorizedException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.PasswordResetRequiredException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ResourceNotFoundException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserNotConfirmedException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserNotFoundException;

@QuarkusTest
@QuarkusTestResource(
        value = BackingServers.class,
        initArgs = @ResourceArg(name = "database", value = "signet_user_pool"))
class SignInTest {
    @Test
    void signsInWithThePassword() {
        Scene scene = Scene.make();
        var user = scene.someUser();

        var result = scene.signIn(user.username());

        assertThat(result.tokenType()).isEqualTo("Bearer");
        assertThat(result.expiresIn()).isEqualTo(3600);
        assertThat(scene.anybody()
                        .getUser(r -> r.accessToken(result.accessToken()))
                        .username())
                .isEqualTo(user.username());
    }

    @Test
    void signsInBySrp() {
        Scene scene = Scene.make();
        var user = scene.someUser();

        var result = scene.signInBySrp(user.username(), PASSWORD);

        assertThat(scene.anybody()
                        .getUser(r -> r.accessToken(result.accessToken()))
                        .username())
                .isEqualTo(user.username());
    }

    @Test
    void signsInBySrpThroughAClientWithSecretAndWithItsSession() {
        Scene scene = Scene.make().withSecret();
        var user = scene.someUser();
        SrpClient srp = new SrpClient();

        var challenge = scene.beginSrp(srp, user.username());
        var answer = scene.respond(
                ChallengeNameType.PASSWORD_VERIFIER, scene.proof(srp, challenge, PASSWORD), challenge.session());

        assertThat(answer.authenticationResult().refreshToken()).isNotBlank();
    }

    @Test
    void refusesAWrongPasswordInBothFlows() {
        Scene scene = Scene.make();
        var user = scene.someUser();

        assertThatThrownBy(() -> scene.tryPassword(user.username(), "Wrong-Horse-9"))
                .isInstanceOf(NotAuthorizedException.class)
                .hasMessageContaining("Incorrect username or password.");
        assertThatThrownBy(() -> scene.signInBySrp(user.username(), "Wrong-Horse-9"))
                .isInstanceOf(NotAuthorizedException.class)
                .hasMessageContaining("Incorrect username or password.");
    }

    @ParameterizedTest
    @EnumSource
    void tellsAnUnknownUserOnlyWhereTheClientAllows(Side side) {
        Scene open = Scene.make().from(side);
        Scene hiding = Scene.hiding().from(side);

        assertThatThrownBy(() -> open.tryPassword("nobody", PASSWORD))
                .isInstanceOf(UserNotFoundException.class)
                .hasMessageContaining("User does not exist.");
        assertThatThrownBy(() -> open.beginSrp(new SrpClient(), "nobody"))
                .isInstanceOf(UserNotFoundException.class)
                .hasMessageContaining("User does not exist.");
        assertThatThrownBy(() -> hiding.tryPassword("nobody", PASSWORD))
                .isInstanceOf(NotAuthorizedException.class)
                .hasMessageContaining("Incorrect username or password.");
    }

    @Test
    void simulatesAnUnknownUserTheSameWayEachTime() {
        // Given
        Scene scene = Scene.hiding();
        SrpClient srp = new SrpClient();

        // When
        var first = scene.beginSrp(srp, "nobody");
        var second = scene.beginSrp(srp, "nobody");
        var other = scene.beginSrp(srp, "somebody else");

        // Then
        assertThat(first.challengeName()).isEqualTo(ChallengeNameType.PASSWORD_VERIFIER);
        for (String stable : new String[] {"SALT", "USER_ID_FOR_SRP", "USERNAME"}) {
            assertThat(first.challengeParameters().get(stable))
                    .isEqualTo(second.challengeParameters().get(stable))
                    .isNotEqualTo(other.challengeParameters().get(stable));
        }
        assertThat(first.challengeParameters().get("SRP_B"))
                .isNotEqualTo(second.challengeParameters().get("SRP_B"));
        assertThat(first.challengeParameters().get("USER_ID_FOR_SRP"))
                .matches("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
        assertThatThrownBy(() -> scene.answerSrp(scene.proof(srp, first, PASSWORD)))
                .isInstanceOf(NotAuthorizedException.class)
                .hasMessageContaining("Incorrect username or password.");
    }

    @ParameterizedTest
    @EnumSource
    void tellsTheAccountsStateOnlyAfterTheProof(Side side) {
        // Given
        Scene scene = Scene.hiding().from(side);
        var reset = scene.someUser();
        scene.operator()
                .adminResetUserPassword(r -> r.userPoolId(scene.poolId()).username(reset.username()));
        var disabled = scene.someUser();
        scene.operator().adminDisableUser(r -> r.userPoolId(scene.poolId()).username(disabled.username()));
        scene.signUp("unconfirmed");

        // Then
        for (String name : new String[] {disabled.username(), reset.username(), "unconfirmed"}) {
            assertThatThrownBy(() -> scene.tryPassword(name, "Wrong-Horse-9"))
                    .isInstanceOf(NotAuthorizedException.class)
                    .hasMessageContaining("Incorrect username or password.");
        }
        assertThatThrownBy(() -> scene.signIn(disabled.username()))
                .isInstanceOf(NotAuthorizedException.class)
                .hasMessageContaining("User is disabled.");
        assertThatThrownBy(() -> scene.signInBySrp(disabled.username(), PASSWORD))
                .hasMessageContaining("User is disabled.");
        assertThatThrownBy(() -> scene.signIn("unconfirmed"))
                .isInstanceOf(UserNotConfirmedException.class)
                .hasMessageContaining("User is not confirmed.");
        assertThatThrownBy(() -> scene.signInBySrp("unconfirmed", PASSWORD))
                .isInstanceOf(UserNotConfirmedException.class);
        assertThatThrownBy(() -> scene.signIn(reset.username()))
                .isInstanceOf(PasswordResetRequiredException.class)
                .hasMessageContaining("Password reset required for the user");
        assertThatThrownBy(() -> scene.signInBySrp(reset.username(), PASSWORD))
                .isInstanceOf(PasswordResetRequiredException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"USER_SRP_AUTH", "USER_PASSWORD_AUTH", "REFRESH_TOKEN_AUTH"})
    void refusesAFlowThatTheClientDoesNotAllow(String flow) {
        Scene scene = Scene.make().withClient(client -> client.explicitAuthFlowsWithStrings("ALLOW_CUSTOM_AUTH"));

        assertThatThrownBy(() -> scene.initiate(
                        AuthFlowType.fromValue(flow),
                        Map.of("USERNAME", "a", "PASSWORD", "b", "SRP_A", "c", "REFRESH_TOKEN", "d")))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining(flow + " flow not enabled for this client");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ADMIN_USER_PASSWORD_AUTH", "ADMIN_NO_SRP_AUTH", "CUSTOM_AUTH", "USER_AUTH"})
    void refusesFlowsOfOperatorsAndThoseNotBuilt(String flow) {
        Scene scene = Scene.make();
        var user = scene.someUser();

        assertThatThrownBy(() -> scene.initiate(
                        AuthFlowType.fromValue(flow), Map.of("USERNAME", user.username(), "PASSWORD", PASSWORD)))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining(flow);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SMS_MFA", "SOFTWARE_TOKEN_MFA", "CUSTOM_CHALLENGE", "DEVICE_SRP_AUTH", "WEB_AUTHN"})
    void refusesChallengesThatAreNotBuilt(String challenge) {
        Scene scene = Scene.make();

        for (Side side : Side.values()) {
            assertThatThrownBy(() -> scene.from(side)
                            .respond(ChallengeNameType.fromValue(challenge), Map.of("USERNAME", "alice"), null))
                    .isInstanceOf(InvalidParameterException.class)
                    .hasMessageContaining("The challenge " + challenge + " is not supported");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"USERNAME", "PASSWORD"})
    void refusesAMissingParameterByName(String missing) {
        Scene scene = Scene.make();
        var parameters = new HashMap<>(Map.of("USERNAME", "a", "PASSWORD", "b"));
        parameters.remove(missing);

        for (Side side : Side.values()) {
            assertThatThrownBy(() -> scene.from(side).initiate(AuthFlowType.USER_PASSWORD_AUTH, parameters))
                    .isInstanceOf(InvalidParameterException.class)
                    .hasMessageContaining("Missing required parameter " + missing);
        }
    }

    @Test
    void refusesAnUnknownClient() {
        Scene scene = Scene.make();

        assertThatThrownBy(() -> scene.anybody().initiateAuth(r -> r.clientId("unknown1234")
                        .authFlow(AuthFlowType.USER_PASSWORD_AUTH)
                        .authParameters(Map.of("USERNAME", "a", "PASSWORD", "b"))))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "00", "zz", "-1", "１２", "FFF FFF"})
    void refusesAnSrpAThatIsZeroOrNoNumber(String srpA) {
        Scene scene = Scene.make();
        var user = scene.someUser();

        for (Side side : Side.values()) {
            assertBadSrpA(scene.from(side), user.username(), srpA);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 1, 2, 3, 1000})
    void refusesAnSrpAThatMakesTheSharedSecretZero(int factor) {
        Scene scene = Scene.make();
        var user = scene.someUser();

        for (String padding : new String[] {"", "0", "00"}) {
            assertBadSrpA(scene, user.username(), padding + SrpClient.multipleOfN(factor));
        }
    }

    private static void assertBadSrpA(Scene scene, String username, String srpA) {
        assertThatThrownBy(
                        () -> scene.initiate(AuthFlowType.USER_SRP_AUTH, Map.of("USERNAME", username, "SRP_A", srpA)))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("SRP_A must be a hexadecimal number that is no multiple of N.");
    }

    @Test
    void wantsTheSecretHashInEveryStep() {
        // Given
        Scene scene = Scene.make().withSecret();
        var user = scene.someUser();
        String refreshToken = scene.signIn(user.username()).refreshToken();
        SrpClient srp = new SrpClient();
        var challenge = scene.beginSrp(srp, user.username());
        Map<String, String> proof = scene.proof(srp, challenge, PASSWORD);
        Map<String, String> password = Map.of("USERNAME", user.username(), "PASSWORD", PASSWORD);
        String ofAnotherClient = scene.withSecret().secretHash(user.username());

        // Then
        for (String wrong : new String[] {null, "", "AAAA", scene.secretHash("bob"), ofAnotherClient}) {
            Map<String, String> bare = new HashMap<>(proof);
            bare.remove("SECRET_HASH");
            assertUnproven(() -> scene.initiate(AuthFlowType.USER_PASSWORD_AUTH, with(password, "SECRET_HASH", wrong)));
            assertUnproven(() -> scene.initiate(
                    AuthFlowType.USER_SRP_AUTH,
                    with(Map.of("USERNAME", user.username(), "SRP_A", srp.srpA()), "SECRET_HASH", wrong)));
            assertUnproven(() -> scene.answerSrp(with(bare, "SECRET_HASH", wrong)));
            assertUnproven(() -> scene.initiate(
                    AuthFlowType.REFRESH_TOKEN_AUTH,
                    with(Map.of("REFRESH_TOKEN", refreshToken), "SECRET_HASH", wrong)));
        }
        for (String name : new String[] {user.username(), user.sub()}) {
            assertThat(scene.initiate(
                                    AuthFlowType.REFRESH_TOKEN_AUTH,
                                    Map.of("REFRESH_TOKEN", refreshToken, "SECRET_HASH", scene.secretHash(name)))
                            .authenticationResult()
                            .accessToken())
                    .isNotBlank();
        }
    }

    private static void assertUnproven(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOf(NotAuthorizedException.class)
                .hasMessageMatching("(?s).*(SECRET_HASH|secret hash).*");
    }

    @Test
    void signsInByAVerifiedAliasAndBySub() {
        Scene scene = Scene.make(pool -> pool.aliasAttributesWithStrings("email"), _ -> {});
        var user = scene.someUser();

        assertThat(scene.signIn(user.username() + "@example.com").accessToken()).isNotBlank();
        assertThat(scene.signIn(user.sub()).accessToken()).isNotBlank();
        assertThat(scene.signInBySrp(user.username() + "@example.com", PASSWORD).accessToken())
                .isNotBlank();
    }
}
