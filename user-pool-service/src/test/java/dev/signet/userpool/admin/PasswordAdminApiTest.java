package dev.signet.userpool.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.testkit.BackingServers;
import dev.signet.userpool.Mailbox;
import dev.signet.userpool.Rows;
import dev.signet.userpool.Scene;
import dev.signet.userpool.TestPool;
import dev.signet.userpool.UserEvents;
import dev.signet.userpool.crypto.CryptoWorkers;
import dev.signet.userpool.crypto.TestWorkers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AliasAttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidPasswordException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.MessageActionType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NotAuthorizedException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.PasswordResetRequiredException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;

@QuarkusTest
@QuarkusTestResource(
        value = BackingServers.class,
        initArgs = @ResourceArg(name = "database", value = "signet_user_pool"))
class PasswordAdminApiTest {
    @Inject
    CryptoWorkers workers;

    @Test
    void aPermanentPasswordConfirmsTheUserAndRevokesItsTokens() {
        // Given
        TestPool pool = TestPool.make();
        pool.confirmedUser("anna");
        String token = pool.accessToken("anna");

        // When
        pool.operator().adminSetUserPassword(r -> r.userPoolId(pool.id())
                .username("anna")
                .password("Another-Horse-8")
                .permanent(true));

        // Then
        assertThat(pool.status("anna")).isEqualTo(UserStatusType.CONFIRMED);
        assertThat(pool.signIn("anna", "Another-Horse-8").authenticationResult())
                .isNotNull();
        assertThatThrownBy(() -> pool.signIn("anna", TestPool.PASSWORD)).isInstanceOf(NotAuthorizedException.class);
        assertThatThrownBy(() -> pool.anybody().getUser(r -> r.accessToken(token)))
                .isInstanceOf(NotAuthorizedException.class)
                .hasMessageContaining("Access Token has been revoked");
    }

    @Test
    void aTemporaryPasswordMustBeChanged() {
        // Given
        TestPool pool = TestPool.make();
        pool.confirmedUser("anna");

        // When
        pool.operator()
                .adminSetUserPassword(
                        r -> r.userPoolId(pool.id()).username("anna").password("Another-Horse-8"));

        // Then
        assertThat(pool.status("anna")).isEqualTo(UserStatusType.FORCE_CHANGE_PASSWORD);
        assertThat(pool.signIn("anna", "Another-Horse-8").challengeNameAsString())
                .isEqualTo("NEW_PASSWORD_REQUIRED");
    }

    @Test
    void refusesAPasswordAgainstThePolicy() {
        // Given
        TestPool pool = TestPool.make(p -> p.policies(x -> x.passwordPolicy(w -> w.minimumLength(30))));
        pool.operator()
                .adminCreateUser(r -> r.userPoolId(pool.id()).username("anna").messageAction("SUPPRESS"));

        // When, Then
        assertThatThrownBy(() -> pool.operator().adminSetUserPassword(r -> r.userPoolId(pool.id())
                        .username("anna")
                        .password(TestPool.PASSWORD)
                        .permanent(true)))
                .isInstanceOf(InvalidPasswordException.class)
                .hasMessageContaining("Password did not conform with policy: Password not long enough");
    }

    @Test
    void aResetPasswordIsChosenAnewWithTheMailedCode() {
        // Given
        TestPool pool = TestPool.make();
        pool.confirmedUser("anna", "email", "anna@example.com", "email_verified", "true");

        // When
        pool.operator().adminResetUserPassword(r -> r.userPoolId(pool.id()).username("anna"));

        // Then
        assertThat(pool.status("anna")).isEqualTo(UserStatusType.RESET_REQUIRED);
        assertThatThrownBy(() -> pool.signIn("anna", TestPool.PASSWORD))
                .isInstanceOf(PasswordResetRequiredException.class);
        String code = Mailbox.code(pool.attribute("anna", "sub"), "FORGOT_PASSWORD");
        String client = pool.signInClient();
        pool.anybody().confirmForgotPassword(r -> r.clientId(client)
                .username("anna")
                .confirmationCode(code)
                .password("Another-Horse-8"));
        assertThat(pool.signIn("anna", "Another-Horse-8").authenticationResult())
                .isNotNull();
    }

    @Test
    void aResetEndsTheSessionsThatTheOldPasswordOpened() {
        // Given
        Scene scene = Scene.make();
        var user = scene.someUser();
        var thief = scene.signIn(user.username());

        // When
        scene.operator()
                .adminResetUserPassword(r -> r.userPoolId(scene.poolId()).username(user.username()));

        // Then
        assertThatThrownBy(() -> scene.refresh(thief.refreshToken()))
                .isInstanceOf(NotAuthorizedException.class)
                .hasMessageContaining("Refresh Token has been revoked");
        assertThatThrownBy(() -> scene.anybody().changePassword(r -> r.accessToken(thief.accessToken())
                        .previousPassword(TestPool.PASSWORD)
                        .proposedPassword("Another-Horse-8")))
                .isInstanceOf(NotAuthorizedException.class)
                .hasMessageContaining("Access Token has been revoked");
        assertThat(UserEvents.of(user.sub(), 4).getLast()).containsIgnoringCase("UserSignedOut");
    }

    @Test
    void tokensOfWhoMustResetThePasswordAreGoodForNothing() {
        // Given
        Scene scene = Scene.make();
        var user = scene.someUser();
        var tokens = scene.signIn(user.username());

        // When
        Rows.demandReset(user.sub());

        // Then
        assertThatThrownBy(() -> scene.refresh(tokens.refreshToken()))
                .isInstanceOf(PasswordResetRequiredException.class);
        assertThatThrownBy(() -> scene.anybody().getTokensFromRefreshToken(r -> r.clientId(scene.clientId())
                        .refreshToken(tokens.refreshToken())))
                .isInstanceOf(NotAuthorizedException.class);
        assertThatThrownBy(() -> scene.anybody().getUser(r -> r.accessToken(tokens.accessToken())))
                .isInstanceOf(PasswordResetRequiredException.class);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aPasswordGoesToTheUserThatItWasMadeForWhoeverHasTheNameSince(boolean resend) throws Exception {
        // Given
        TestPool pool = TestPool.make(p -> p.aliasAttributes(AliasAttributeType.EMAIL));
        pool.user("anna", "email", "shared@example.com", "email_verified", "true");
        pool.user("bob", "email", "bob@example.com");

        // When the name becomes another's while the password is being hashed
        Future<?> setting;
        try (var _ = TestWorkers.occupy(workers)) {
            setting = CompletableFuture.runAsync(() -> give(pool, "shared@example.com", "Another-Horse-8", resend));
            TestWorkers.awaitWaiting(workers);
            pool.update("anna", "email", "anna@example.com");
            pool.update("bob", "email", "shared@example.com", "email_verified", "true");
        }
        setting.get();

        // Then
        assertThat(pool.signIn("anna", "Another-Horse-8").challengeNameAsString())
                .isEqualTo("NEW_PASSWORD_REQUIRED");
        assertThat(pool.signIn("bob", TestPool.PASSWORD).challengeNameAsString())
                .isEqualTo("NEW_PASSWORD_REQUIRED");
    }

    private static void give(TestPool pool, String name, String password, boolean resend) {
        if (resend) {
            pool.operator().adminCreateUser(r -> r.userPoolId(pool.id())
                    .username(name)
                    .temporaryPassword(password)
                    .messageAction(MessageActionType.RESEND));
        } else {
            pool.operator()
                    .adminSetUserPassword(
                            r -> r.userPoolId(pool.id()).username(name).password(password));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "verified_email,email,anna@example.com,false,no registered/verified email or phone_number",
        "verified_phone_number,phone_number,+4912345678,true,Delivery by SMS is not supported",
        "admin_only,email,anna@example.com,true,only an administrator recovers accounts of this user pool"
    })
    void refusesToResetWhereNoCodeCanBeSent(
            String recovery, String attribute, String address, String verified, String words) {
        // Given
        TestPool pool = TestPool.make(p -> p.accountRecoverySetting(
                r -> r.recoveryMechanisms(way -> way.name(recovery).priority(1))));
        pool.confirmedUser("anna", attribute, address, attribute + "_verified", verified);

        // When, Then
        assertThatThrownBy(() -> pool.operator()
                        .adminResetUserPassword(r -> r.userPoolId(pool.id()).username("anna")))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining(words);
        assertThat(pool.status("anna")).isEqualTo(UserStatusType.CONFIRMED);
    }

    @Test
    void refusesToResetAnInvitedUsersPassword() {
        // Given
        TestPool pool = TestPool.make();
        pool.user("anna", "email", "anna@example.com", "email_verified", "true");

        // When, Then
        assertThatThrownBy(() -> pool.operator()
                        .adminResetUserPassword(r -> r.userPoolId(pool.id()).username("anna")))
                .isInstanceOf(NotAuthorizedException.class)
                .hasMessageContaining("User password cannot be reset in the current state.");
    }

    @Test
    void confirmsASignUpWithoutVerifyingTheAddress() {
        // Given
        TestPool pool = TestPool.make();
        pool.signUp("anna", "email", "anna@example.com");

        // When
        pool.operator().adminConfirmSignUp(r -> r.userPoolId(pool.id()).username("anna"));

        // Then
        assertThat(pool.status("anna")).isEqualTo(UserStatusType.CONFIRMED);
        assertThat(pool.attribute("anna", "email_verified")).isNotEqualTo("true");
        assertThat(pool.signIn("anna", TestPool.PASSWORD).authenticationResult())
                .isNotNull();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void refusesToMakeAnAliasActiveThatAnotherUserHasGot(boolean byPassword) {
        // Given
        TestPool pool = TestPool.make(p -> p.aliasAttributes(AliasAttributeType.PREFERRED_USERNAME));
        pool.signUp("anna");
        pool.update("anna", "preferred_username", "queen");
        pool.user("bob", "preferred_username", "queen");

        // When, Then
        assertThatThrownBy(() -> confirm(pool, "anna", byPassword))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("An account with the preferred_username already exists.");
        assertThat(pool.status("anna")).isEqualTo(UserStatusType.UNCONFIRMED);
        assertThat(pool.attribute("queen", "sub")).isEqualTo(pool.attribute("bob", "sub"));
    }

    private static void confirm(TestPool pool, String username, boolean byPassword) {
        if (byPassword) {
            pool.operator().adminSetUserPassword(r -> r.userPoolId(pool.id())
                    .username(username)
                    .password("Another-Horse-8")
                    .permanent(true));
        } else {
            pool.operator().adminConfirmSignUp(r -> r.userPoolId(pool.id()).username(username));
        }
    }

    @Test
    void refusesToConfirmTwice() {
        // Given
        TestPool pool = TestPool.make();
        pool.confirmedUser("anna");

        // When, Then
        assertThatThrownBy(() -> pool.operator()
                        .adminConfirmSignUp(r -> r.userPoolId(pool.id()).username("anna")))
                .isInstanceOf(NotAuthorizedException.class)
                .hasMessageContaining("User cannot be confirmed. Current status is CONFIRMED");
    }
}
