package dev.signet.userpool.recovery;

import static dev.signet.userpool.Scene.PASSWORD;
import static dev.signet.userpool.Scene.attribute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.testkit.BackingServers;
import dev.signet.userpool.Mailbox;
import dev.signet.userpool.Scene;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NotAuthorizedException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserNotFoundException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;

/** Who cannot choose a new password by a code, and what they are told. */
@QuarkusTest
@QuarkusTestResource(
        value = BackingServers.class,
        initArgs = @ResourceArg(name = "database", value = "signet_user_pool"))
class RecoveryRefusalTest {
    private static final String CHOSEN = "Another-Horse-9";

    @Test
    void saysThatItSendsNoShortMessagesUnlessTheClientHidesWhoExists() {
        // Given
        Scene scene = Scene.make();
        scene.operator().adminCreateUser(r -> r.userPoolId(scene.poolId())
                .username("phoned")
                .messageAction("SUPPRESS")
                .userAttributes(attribute("phone_number", "+15551234567"), attribute("phone_number_verified", "true")));
        scene.operator().adminSetUserPassword(r -> r.userPoolId(scene.poolId())
                .username("phoned")
                .password(PASSWORD)
                .permanent(true));
        Scene hiding = scene.withClient(client -> client.preventUserExistenceErrors("ENABLED"));

        // Then
        assertThatThrownBy(() -> scene.forgetPassword("phoned"))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Delivery by SMS is not supported by this version of Signet.");
        assertThat(hiding.forgetPassword("phoned").deliveryMediumAsString())
                .isEqualTo(hiding.forgetPassword("nobody").deliveryMediumAsString());
    }

    @Test
    void refusesWhoHasNoPasswordToForgetYet() {
        Scene scene = Scene.make();
        scene.operator().adminCreateUser(r -> r.userPoolId(scene.poolId())
                .username("invited")
                .messageAction("SUPPRESS")
                .userAttributes(attribute("email", "a@example.com"), attribute("email_verified", "true")));

        assertThatThrownBy(() -> scene.forgetPassword("invited"))
                .isInstanceOf(NotAuthorizedException.class)
                .hasMessageContaining("User password cannot be reset in the current state.");
    }

    @Test
    void sendsOnlyToAVerifiedAddressOfAnEnabledUser() {
        Scene scene = Scene.make();
        scene.signUp("unverified");
        var disabled = scene.someUser();
        scene.operator().adminDisableUser(r -> r.userPoolId(scene.poolId()).username(disabled.username()));

        assertThatThrownBy(() -> scene.forgetPassword("unverified"))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Cannot reset password for the user as there is no registered/verified email or"
                        + " phone_number");
        assertThatThrownBy(() -> scene.forgetPassword(disabled.username())).isInstanceOf(NotAuthorizedException.class);
        assertThatThrownBy(() -> scene.forgetPassword("nobody"))
                .isInstanceOf(UserNotFoundException.class)
                .hasMessageContaining("Username/client id combination not found.");
        assertThatThrownBy(() -> scene.resetPassword("nobody", "123456", CHOSEN))
                .isInstanceOf(UserNotFoundException.class);
    }

    @Test
    void leavesRecoveryToTheOperatorWhereThePoolSaysSo() {
        // Given
        Scene scene = Scene.make(
                pool -> pool.accountRecoverySetting(
                        r -> r.recoveryMechanisms(way -> way.name("admin_only").priority(1))),
                _ -> {});
        var user = scene.someUser();
        Scene hiding = scene.withClient(client -> client.preventUserExistenceErrors("ENABLED"));

        // Then
        assertThatThrownBy(() -> scene.forgetPassword(user.username()))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Cannot reset password for the user as only an administrator recovers accounts"
                        + " of this user pool");
        assertThat(hiding.forgetPassword(user.username()).deliveryMediumAsString())
                .isEqualTo(hiding.forgetPassword("nobody").deliveryMediumAsString());
    }

    @Test
    void refusesToConfirmByAResetWhoseAliasAnotherUserHasGot() {
        // Given
        Scene scene = Scene.make(pool -> pool.aliasAttributesWithStrings("preferred_username"), _ -> {});
        String sub = scene.signUp("alice");
        scene.operator().adminUpdateUserAttributes(r -> r.userPoolId(scene.poolId())
                .username("alice")
                .userAttributes(attribute("email_verified", "true"), attribute("preferred_username", "queen")));
        scene.operator().adminCreateUser(r -> r.userPoolId(scene.poolId())
                .username("bob")
                .messageAction("SUPPRESS")
                .userAttributes(attribute("preferred_username", "queen")));
        scene.forgetPassword("alice");
        String code = Mailbox.code(sub, "FORGOT_PASSWORD");

        // Then
        assertThatThrownBy(() -> scene.resetPassword("alice", code, CHOSEN))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("An account with the preferred_username already exists.");
        assertThat(scene.operator()
                        .adminGetUser(r -> r.userPoolId(scene.poolId()).username("alice"))
                        .userStatus())
                .isEqualTo(UserStatusType.UNCONFIRMED);
    }
}
