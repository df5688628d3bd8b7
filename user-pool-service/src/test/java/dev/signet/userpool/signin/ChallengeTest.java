package dev.signet.userpool.signin;

import static dev.signet.userpool.Scene.PASSWORD;
import static dev.signet.userpool.Scene.attribute;
import static dev.signet.userpool.Scene.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.testkit.BackingServers;
import dev.signet.userpool.Mailbox;
import dev.signet.userpool.Rows;
import dev.signet.userpool.Scene;
import dev.signet.userpool.Scene.Side;
import dev.signet.userpool.signin.ChallengeSession.Step;
import dev.signet.userpool.srp.ProofTime;
import dev.signet.userpool.srp.SrpClient;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InitiateAuthResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidPasswordException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NotAuthorizedException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RespondToAuthChallengeResponse;

@QuarkusTest
@QuarkusTestResource(
        value = BackingServers.class,
        initArgs = @ResourceArg(name = "database", value = "signet_user_pool"))
class ChallengeTest {
    private static final String CHOSEN = "Another-Horse-9";

    // PASSWORD_VERIFIER

    @ParameterizedTest
    @EnumSource
    void takesAnSrpAnswerOnce(Side side) {
        // Given
        Scene scene = Scene.make().from(side);
        var user = scene.someUser();
        SrpClient srp = new SrpClient();
        Map<String, String> proof = scene.proof(srp, scene.beginSrp(srp, user.username()), PASSWORD);
        scene.answerSrp(proof);

        // Then
        assertUsed(() -> scene.answerSrp(proof));
    }

    @Test
    void refusesABlockOfAnotherUserClientOrPool() {
        // Given
        Scene scene = Scene.make();
        var alice = scene.someUser();
        var bob = scene.someUser();
        Scene otherClient = scene.withClient(_ -> {});
        Scene otherPool = Scene.make();
        SrpClient srp = new SrpClient();
        Map<String, String> proof = scene.proof(srp, scene.beginSrp(srp, alice.username()), PASSWORD);

        // Then
        assertRefused(() -> scene.answerSrp(with(proof, "USERNAME", bob.username())));
        assertRefused(() -> otherClient.answerSrp(proof));
        assertRefused(() -> otherPool.answerSrp(proof));
        assertThat(scene.answerSrp(proof).authenticationResult()).isNotNull();
    }

    @Test
    void refusesAChangedBlockSignatureOrTime() {
        // Given
        Scene scene = Scene.make();
        var user = scene.someUser();
        SrpClient srp = new SrpClient();
        InitiateAuthResponse challenge = scene.beginSrp(srp, user.username());
        Map<String, String> proof = scene.proof(srp, challenge, PASSWORD);
        String yesterday = ProofTime.format(Instant.now().minus(Duration.ofDays(1)));

        // Then
        assertRefused(() -> scene.answerSrp(with(proof, "PASSWORD_CLAIM_SECRET_BLOCK", "AAAA")));
        assertRefused(() -> scene.answerSrp(with(proof, "PASSWORD_CLAIM_SIGNATURE", "%%%")));
        assertRefused(
                () -> scene.answerSrp(with(proof, "TIMESTAMP", Instant.now().toString())));
        assertRefused(() -> scene.answerSrp(scene.proof(srp, challenge, PASSWORD, yesterday)));
        assertThatThrownBy(() -> {
                    Map<String, String> lacking = new HashMap<>(proof);
                    lacking.remove("TIMESTAMP");
                    scene.answerSrp(lacking);
                })
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("TIMESTAMP");
        assertThat(scene.answerSrp(proof).authenticationResult()).isNotNull();
    }

    @Test
    void refusesASessionOfAnotherExchange() {
        Scene scene = Scene.make();
        var user = scene.someUser();
        SrpClient srp = new SrpClient();
        String other = scene.beginSrp(srp, user.username()).session();
        Map<String, String> proof = scene.proof(srp, scene.beginSrp(srp, user.username()), PASSWORD);

        assertRefused(() -> scene.respond(ChallengeNameType.PASSWORD_VERIFIER, proof, other));
        assertRefused(() -> scene.respond(ChallengeNameType.PASSWORD_VERIFIER, proof, "x".repeat(20)));
    }

    // NEW_PASSWORD_REQUIRED

    @Test
    void letsAnInvitedUserChooseAPasswordAfterEitherFlow() {
        for (boolean srp : new boolean[] {false, true}) {
            // Given
            Scene scene = Scene.make();
            invite(scene, "invited");

            // When
            Challenge challenge = srp ? begunBySrp(scene) : begun(scene);
            var answer = choose(scene, challenge.session(), "invited", CHOSEN);

            // Then
            assertThat(challenge.parameters())
                    .containsEntry("USER_ID_FOR_SRP", "invited")
                    .containsEntry("requiredAttributes", "[]");
            assertThat(challenge.parameters().get("userAttributes")).contains("\"email\":\"invited@example.com\"");
            assertThat(answer.authenticationResult().idToken()).isNotBlank();
            assertThat(scene.tryPassword("invited", CHOSEN)
                            .authenticationResult()
                            .accessToken())
                    .isNotBlank();
        }
    }

    @ParameterizedTest
    @EnumSource
    void takesASessionOnceAndOnlyForItsUserClientPoolAndStep(Side side) {
        // Given
        Scene scene = Scene.make().from(side);
        invite(scene, "invited");
        invite(scene, "other");
        String session = begun(scene).session();
        Scene otherClient = scene.withClient(_ -> {});
        Scene otherPool = Scene.make().from(side);
        invite(otherPool, "invited");
        SrpClient srp = new SrpClient();
        String otherStep = scene.beginSrp(srp, "invited").session();

        // Then
        assertRefused(() -> choose(scene, session, "other", CHOSEN));
        assertRefused(() -> choose(otherClient, session, "invited", CHOSEN));
        assertRefused(() -> choose(otherPool, session, "invited", CHOSEN));
        assertRefused(() -> choose(scene, otherStep, "invited", CHOSEN));
        assertRefused(() -> choose(scene, null, "invited", CHOSEN));
        assertRefused(() -> choose(scene, "forged-session-of-20-characters", "invited", CHOSEN));
        assertThat(choose(scene, session, "invited", CHOSEN).authenticationResult())
                .isNotNull();
        assertUsed(() -> choose(scene, session, "invited", "Third-Horse-9"));
    }

    @ParameterizedTest
    @EnumSource
    void refusesASessionAfterItsTime(Side side) {
        // Given
        Scene scene = Scene.make().from(side);
        String sub = invite(scene, "invited");
        long old = Instant.now().minus(Duration.ofMinutes(3)).toEpochMilli();
        String session = new Sealed(Mailbox.keyset())
                .seal(new ChallengeSession(
                        UUID.randomUUID(),
                        scene.poolId(),
                        scene.clientId(),
                        sub,
                        "invited",
                        "invited",
                        Step.NEW_PASSWORD_REQUIRED,
                        old));

        // Then
        assertThatThrownBy(() -> choose(scene, session, "invited", CHOSEN))
                .isInstanceOf(NotAuthorizedException.class)
                .hasMessageContaining("session is expired");
    }

    @Test
    void refusesASessionOnceThePasswordWasChosenOtherwise() {
        Scene scene = Scene.make();
        invite(scene, "invited");
        String first = begun(scene).session();
        String second = begun(scene).session();

        choose(scene, first, "invited", CHOSEN);

        assertRefused(() -> choose(scene, second, "invited", "Third-Horse-9"));
    }

    @ParameterizedTest
    @EnumSource
    void holdsTheNewPasswordToThePolicyAndKeepsTheSession(Side side) {
        Scene scene = Scene.make().from(side);
        invite(scene, "invited");
        String session = begun(scene).session();

        assertThatThrownBy(() -> choose(scene, session, "invited", "short"))
                .isInstanceOf(InvalidPasswordException.class);
        assertThat(choose(scene, session, "invited", CHOSEN).authenticationResult())
                .isNotNull();
    }

    @ParameterizedTest
    @EnumSource
    void takesOnlyAttributesThatTheClientMayWrite(Side side) {
        // Given
        Scene scene = Scene.make(
                        pool -> pool.schema(schema ->
                                schema.name("admin").attributeDataType("String").mutable(true)),
                        _ -> {})
                .from(side);
        invite(scene, "invited");
        String session = begun(scene).session();

        // Then
        for (String forbidden : new String[] {"custom:admin", "email_verified", "sub"}) {
            assertThatThrownBy(() -> chooseWith(scene, session, forbidden, "true"))
                    .isInstanceOf(NotAuthorizedException.class)
                    .hasMessageContaining("unauthorized attribute");
        }
        assertThat(chooseWith(scene, session, "name", "Invited One").authenticationResult())
                .isNotNull();
    }

    @Test
    void wantsAttributesThatThePoolRequires() {
        // Given
        Scene scene = Scene.make(
                pool -> pool.schema(schema -> schema.name("name")
                        .attributeDataType("String")
                        .required(true)
                        .mutable(true)),
                _ -> {});
        scene.operator().adminCreateUser(r -> r.userPoolId(scene.poolId())
                .username("invited")
                .temporaryPassword(PASSWORD)
                .messageAction("SUPPRESS")
                .userAttributes(attribute("email", "invited@example.com"), attribute("name", "Given")));
        String session = begun(scene).session();

        // Then
        assertThatThrownBy(() -> chooseWith(scene, session, "name", "Another"))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Cannot modify an already provided name");
    }

    @ParameterizedTest
    @EnumSource
    void refusesToFinishForAUserWhoWasDisabledMeanwhile(Side side) {
        Scene scene = Scene.make().from(side);
        String sub = invite(scene, "invited");
        String session = begun(scene).session();

        Rows.disable(sub);

        assertThatThrownBy(() -> chooseWith(scene, session, "name", "Invited One"))
                .isInstanceOf(NotAuthorizedException.class)
                .hasMessageContaining("User is disabled.");
    }

    @ParameterizedTest
    @EnumSource
    void refusesATemporaryPasswordAfterItsTime(Side side) {
        Scene scene = Scene.make().from(side);
        String sub = invite(scene, "invited");

        Rows.ageTemporaryPassword(sub, "8 days");

        assertThatThrownBy(() -> scene.tryPassword("invited", PASSWORD))
                .isInstanceOf(NotAuthorizedException.class)
                .hasMessageContaining("Temporary password has expired and must be reset by an administrator.");
    }

    private record Challenge(Map<String, String> parameters, String session) {}

    private static String invite(Scene scene, String username) {
        return scene.invite(username, attribute("email", username + "@example.com"));
    }

    private static Challenge begun(Scene scene) {
        var begun = scene.tryPassword("invited", PASSWORD);
        assertThat(begun.challengeName()).isEqualTo(ChallengeNameType.NEW_PASSWORD_REQUIRED);
        return new Challenge(begun.challengeParameters(), begun.session());
    }

    private static Challenge begunBySrp(Scene scene) {
        SrpClient srp = new SrpClient();
        var begun = scene.answerSrp(scene.proof(srp, scene.beginSrp(srp, "invited"), PASSWORD));
        assertThat(begun.challengeName()).isEqualTo(ChallengeNameType.NEW_PASSWORD_REQUIRED);
        return new Challenge(begun.challengeParameters(), begun.session());
    }

    private static RespondToAuthChallengeResponse choose(
            Scene scene, String session, String username, String password) {
        return scene.respond(
                ChallengeNameType.NEW_PASSWORD_REQUIRED,
                Map.of("USERNAME", username, "NEW_PASSWORD", password),
                session);
    }

    private static RespondToAuthChallengeResponse chooseWith(Scene scene, String session, String name, String value) {
        return scene.respond(
                ChallengeNameType.NEW_PASSWORD_REQUIRED,
                Map.of("USERNAME", "invited", "NEW_PASSWORD", CHOSEN, "userAttributes." + name, value),
                session);
    }

    private static void assertUsed(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOf(NotAuthorizedException.class)
                .hasMessageContaining("Invalid session for the user, session can only be used once.");
    }

    private static void assertRefused(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(NotAuthorizedException.class);
    }
}
