package dev.signet.userpool.recovery;

import static dev.signet.userpool.Scene.PASSWORD;
import static dev.signet.userpool.Scene.attribute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.testkit.BackingServers;
import dev.signet.userpool.Mailbox;
import dev.signet.userpool.Rows;
import dev.signet.userpool.Scene;
import dev.signet.userpool.UserEvents;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CodeDeliveryDetailsType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CodeMismatchException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ExpiredCodeException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidPasswordException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.LimitExceededException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NotAuthorizedException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.PasswordResetRequiredException;

@QuarkusTest
@QuarkusTestResource(
        value = BackingServers.class,
        initArgs = @ResourceArg(name = "database", value = "signet_user_pool"))
class RecoveryTest {
    private static final String CHOSEN = "Another-Horse-9";

    @Test
    void choosesANewPasswordWithTheMailedCodeAndEndsAllSessions() {
        // Given
        Scene scene = Scene.make();
        var user = scene.someUser();
        var before = scene.signIn(user.username());

        // When
        assertThat(scene.forgetPassword(user.username()).destination()).isEqualTo("u***@e***");
        String code = Mailbox.code(user.sub(), "FORGOT_PASSWORD");
        scene.resetPassword(user.username(), code, CHOSEN);

        // Then
        assertThat(scene.signInBySrp(user.username(), CHOSEN).accessToken()).isNotBlank();
        assertThatThrownBy(() -> scene.signIn(user.username())).isInstanceOf(NotAuthorizedException.class);
        assertThatThrownBy(() -> scene.refresh(before.refreshToken())).isInstanceOf(NotAuthorizedException.class);
        assertThatThrownBy(() -> scene.anybody().getUser(r -> r.accessToken(before.accessToken())))
                .hasMessageContaining("Access Token has been revoked");
        assertThatThrownBy(() -> scene.resetPassword(user.username(), code, PASSWORD))
                .isInstanceOf(ExpiredCodeException.class);
    }

    @Test
    void refusesAWrongCodeAnotherPurposesCodeAndNoneAtAll() {
        // Given
        Scene scene = Scene.make();
        String sub = scene.signUp("alice");
        String signUpCode = Mailbox.code(sub, "SIGN_UP");
        scene.confirm("alice", signUpCode);

        // Then
        assertThatThrownBy(() -> scene.resetPassword("alice", signUpCode, CHOSEN))
                .isInstanceOf(ExpiredCodeException.class);
        scene.forgetPassword("alice");
        String code = Mailbox.code(sub, "FORGOT_PASSWORD");
        assertThatThrownBy(() -> scene.resetPassword("alice", other(code), CHOSEN))
                .isInstanceOf(CodeMismatchException.class);
        assertThatThrownBy(() -> scene.resetPassword("alice", code, "short"))
                .isInstanceOf(InvalidPasswordException.class);
        scene.resetPassword("alice", code, CHOSEN);
    }

    @Test
    void aCodeForAResetNeitherConfirmsASignUpNorVerifiesAnAddress() {
        // Given
        Scene scene = Scene.make();
        String sub = scene.signUp("alice");
        String signUpCode = Mailbox.code(sub, "SIGN_UP");
        scene.operator().adminUpdateUserAttributes(r -> r.userPoolId(scene.poolId())
                .username("alice")
                .userAttributes(attribute("email_verified", "true")));
        scene.forgetPassword("alice");
        String code = Mailbox.code(sub, "FORGOT_PASSWORD");

        // Then
        if (!code.equals(signUpCode)) {
            assertThatThrownBy(() -> scene.confirm("alice", code)).isInstanceOf(CodeMismatchException.class);
        }
        scene.confirm("alice", signUpCode);
        String accessToken = scene.signIn("alice").accessToken();
        assertThatThrownBy(() -> scene.anybody().verifyUserAttribute(r -> r.accessToken(accessToken)
                        .attributeName("email")
                        .code(code)))
                .isInstanceOf(ExpiredCodeException.class);
    }

    @Test
    void confirmsWhoProvesTheAddressByAResetWithAllThatGoesWithIt() {
        // Given
        Scene scene = Scene.make(pool -> pool.aliasAttributesWithStrings("preferred_username"), _ -> {});
        String sub = scene.signUp("alice");
        scene.operator().adminUpdateUserAttributes(r -> r.userPoolId(scene.poolId())
                .username("alice")
                .userAttributes(attribute("email_verified", "true"), attribute("preferred_username", "queen")));
        scene.forgetPassword("alice");

        // When
        scene.resetPassword("alice", Mailbox.code(sub, "FORGOT_PASSWORD"), CHOSEN);

        // Then
        assertThat(scene.tryPassword("queen", CHOSEN).authenticationResult()).isNotNull();
        assertThat(UserEvents.of(sub, 3)).anySatisfy(type -> assertThat(type).containsIgnoringCase("UserConfirmed"));
    }

    @Test
    void refusesACodeAfterAnHour() {
        Scene scene = Scene.make();
        var user = scene.someUser();
        scene.forgetPassword(user.username());
        String code = Mailbox.code(user.sub(), "FORGOT_PASSWORD");

        Rows.ageCodes(user.sub(), "1 hour");

        assertThatThrownBy(() -> scene.resetPassword(user.username(), code, CHOSEN))
                .isInstanceOf(ExpiredCodeException.class);
    }

    @Test
    void refusesACodeWhoseAddressIsNoLongerTheUsersAndOneOfADisabledUser() {
        // Given
        Scene scene = Scene.make();
        var moved = scene.someUser();
        var disabled = scene.someUser();
        scene.forgetPassword(moved.username());
        scene.forgetPassword(disabled.username());

        // When
        scene.operator().adminUpdateUserAttributes(r -> r.userPoolId(scene.poolId())
                .username(moved.username())
                .userAttributes(attribute("email", "new@example.com"), attribute("email_verified", "true")));
        scene.operator().adminDisableUser(r -> r.userPoolId(scene.poolId()).username(disabled.username()));

        // Then
        String codeOfMoved = Mailbox.code(moved.sub(), "FORGOT_PASSWORD");
        String codeOfDisabled = Mailbox.code(disabled.sub(), "FORGOT_PASSWORD");
        assertThatThrownBy(() -> scene.resetPassword(moved.username(), codeOfMoved, CHOSEN))
                .isInstanceOf(ExpiredCodeException.class);
        assertThatThrownBy(() -> scene.resetPassword(disabled.username(), codeOfDisabled, CHOSEN))
                .isInstanceOf(NotAuthorizedException.class)
                .hasMessageContaining("User is disabled.");
        assertThat(scene.signIn(moved.username()).accessToken()).isNotBlank();
    }

    @Test
    void limitsMailsAndGuessesInAnHour() {
        // Given
        Scene scene = Scene.make();
        var user = scene.someUser();
        for (int i = 0; i < 5; i++) {
            scene.forgetPassword(user.username());
        }
        String code = Mailbox.code(user.sub(), "FORGOT_PASSWORD", 5);

        // Then
        assertThatThrownBy(() -> scene.forgetPassword(user.username())).isInstanceOf(LimitExceededException.class);
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() -> scene.resetPassword(user.username(), other(code), CHOSEN))
                    .isInstanceOf(CodeMismatchException.class);
            Rows.ageAttempts(user.sub(), "15 minutes");
        }
        assertThatThrownBy(() -> scene.resetPassword(user.username(), code, CHOSEN))
                .isInstanceOf(LimitExceededException.class);
    }

    @Test
    void answersTheSameForWhoeverCannotGetACodeWhereTheClientHidesWhoExists() {
        // Given
        Scene scene = Scene.hiding();
        String unverified = scene.signUp("unverified");
        var disabled = scene.someUser();
        scene.operator().adminDisableUser(r -> r.userPoolId(scene.poolId()).username(disabled.username()));

        // Then
        for (String name : new String[] {"nobody", "unverified", disabled.username()}) {
            CodeDeliveryDetailsType first = scene.forgetPassword(name);
            assertThat(first.destination()).matches("[a-z]\\*\\*\\*@[a-z]\\*\\*\\*");
            assertThat(scene.forgetPassword(name)).isEqualTo(first);
        }
        var enabled = scene.someUser();
        scene.forgetPassword(enabled.username());
        Mailbox.code(enabled.sub(), "FORGOT_PASSWORD");
        for (String sub : new String[] {unverified, disabled.sub()}) {
            assertThat(Mailbox.await(sub, "FORGOT_PASSWORD", 0)).isEmpty();
        }
        assertThatThrownBy(() -> scene.resetPassword("nobody", "123456", CHOSEN))
                .isInstanceOf(CodeMismatchException.class);
    }

    @Test
    void wantsTheSecretHash() {
        Scene scene = Scene.make().withSecret();
        var user = scene.someUser();

        for (String wrong : new String[] {null, "AAAA", scene.secretHash("bob")}) {
            String words = wrong == null ? "SECRET_HASH was not received" : "Unable to verify secret hash for client";
            assertThatThrownBy(() -> scene.anybody().forgotPassword(r -> r.clientId(scene.clientId())
                            .username(user.username())
                            .secretHash(wrong)))
                    .isInstanceOf(NotAuthorizedException.class)
                    .hasMessageContaining(words);
            assertThatThrownBy(() -> scene.anybody().confirmForgotPassword(r -> r.clientId(scene.clientId())
                            .username(user.username())
                            .secretHash(wrong)
                            .confirmationCode("123456")
                            .password(CHOSEN)))
                    .isInstanceOf(NotAuthorizedException.class)
                    .hasMessageContaining(words);
        }
    }

    @Test
    void demandsAResetThatTheOperatorAskedFor() {
        // Given
        Scene scene = Scene.make();
        var user = scene.someUser();

        // When
        scene.operator()
                .adminResetUserPassword(r -> r.userPoolId(scene.poolId()).username(user.username()));

        // Then
        assertThatThrownBy(() -> scene.signIn(user.username())).isInstanceOf(PasswordResetRequiredException.class);
        scene.resetPassword(user.username(), Mailbox.code(user.sub(), "FORGOT_PASSWORD"), CHOSEN);
        assertThat(scene.tryPassword(user.username(), CHOSEN).authenticationResult())
                .isNotNull();
    }

    // ChangePassword

    @Test
    void changesThePasswordAndEndsAllSessions() {
        Scene scene = Scene.make();
        var user = scene.someUser();
        var session = scene.signIn(user.username());

        change(scene, session.accessToken(), PASSWORD, CHOSEN);

        assertThat(scene.tryPassword(user.username(), CHOSEN).authenticationResult())
                .isNotNull();
        assertThatThrownBy(() -> scene.refresh(session.refreshToken())).isInstanceOf(NotAuthorizedException.class);
        assertThatThrownBy(() -> change(scene, session.accessToken(), CHOSEN, PASSWORD))
                .hasMessageContaining("Access Token has been revoked");
    }

    @Test
    void refusesAWrongPreviousPasswordABadNewOneAndMoreThanFiveChangesAnHour() {
        // Given
        Scene scene = Scene.make();
        var user = scene.someUser();
        String accessToken = scene.signIn(user.username()).accessToken();

        // Then
        assertThatThrownBy(() -> change(scene, accessToken, PASSWORD, "short"))
                .isInstanceOf(InvalidPasswordException.class);
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> change(scene, accessToken, "Wrong-Horse-9", CHOSEN))
                    .isInstanceOf(NotAuthorizedException.class)
                    .hasMessageContaining("Incorrect username or password.");
            Rows.ageAttempts(user.sub(), "15 minutes");
        }
        assertThatThrownBy(() -> change(scene, accessToken, PASSWORD, CHOSEN))
                .isInstanceOf(LimitExceededException.class);
    }

    @Test
    void leavesAPasswordThatWasReplacedWhileTheOldOneWasBeingProven() throws Exception {
        // Given
        Scene scene = Scene.make();
        var user = scene.someUser();
        var other = scene.someUser();
        String accessToken = scene.signIn(user.username()).accessToken();

        // When
        Future<?> changing =
                Rows.replacePassword(user.sub(), other.sub(), () -> change(scene, accessToken, PASSWORD, CHOSEN));

        // Then
        assertThatThrownBy(changing::get)
                .cause()
                .isInstanceOf(NotAuthorizedException.class)
                .hasMessageContaining("Incorrect username or password.");
        assertThatThrownBy(() -> scene.tryPassword(user.username(), CHOSEN)).isInstanceOf(NotAuthorizedException.class);
    }

    @Test
    void refusesAChangeWhoseSessionWasEndedWhileItWasBeingProven() throws Exception {
        // Given
        Scene scene = Scene.make();
        var user = scene.someUser();
        String accessToken = scene.signIn(user.username()).accessToken();

        // When
        Future<?> changing = Rows.signOut(user.sub(), () -> change(scene, accessToken, PASSWORD, CHOSEN));

        // Then
        assertThatThrownBy(changing::get)
                .cause()
                .isInstanceOf(NotAuthorizedException.class)
                .hasMessageContaining("Access Token has been revoked");
        assertThat(scene.signIn(user.username())).isNotNull();
    }

    private static void change(Scene scene, String accessToken, String previous, String proposed) {
        scene.anybody()
                .changePassword(r ->
                        r.accessToken(accessToken).previousPassword(previous).proposedPassword(proposed));
    }

    private static String other(String code) {
        return code.equals("000000") ? "000001" : "000000";
    }
}
