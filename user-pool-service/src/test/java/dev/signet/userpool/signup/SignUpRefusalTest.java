package dev.signet.userpool.signup;

import static dev.signet.userpool.Scene.PASSWORD;
import static dev.signet.userpool.Scene.attribute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.testkit.BackingServers;
import dev.signet.userpool.Scene;
import dev.signet.userpool.TestPool;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NotAuthorizedException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UsernameExistsException;

/** Who cannot sign up, and with what. */
@QuarkusTest
@QuarkusTestResource(
        value = BackingServers.class,
        initArgs = @ResourceArg(name = "database", value = "signet_user_pool"))
class SignUpRefusalTest {
    @Test
    void refusesWhereOnlyTheOperatorMakesUsers() {
        Scene scene = Scene.make(
                pool -> pool.adminCreateUserConfig(config -> config.allowAdminCreateUserOnly(true)), _ -> {});

        assertThatThrownBy(() -> scene.signUp("alice"))
                .isInstanceOf(NotAuthorizedException.class)
                .hasMessageContaining("SignUp is not permitted for this user pool");
    }

    @Test
    void refusesAttributesThatNobodyMayChoose() {
        Scene scene = Scene.make(pool -> pool.aliasAttributesWithStrings("preferred_username"), _ -> {});

        assertThatThrownBy(() -> signUp(scene, "alice", "preferred_username", "ally"))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("preferred_username cannot be set at sign-up");
        assertThatThrownBy(() -> scene.operator().adminCreateUser(r -> r.userPoolId(scene.poolId())
                        .username("alice")
                        .messageAction("SUPPRESS")
                        .userAttributes(attribute("sub", "6f1ed002-ab55-4a3c-8c64-9a3c6a1f0e6e"))))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("user.sub: Attribute cannot be updated.");
    }

    @Test
    void resendsNothingWhereThePoolVerifiesNothing() {
        Scene scene = Scene.make(pool -> pool.autoVerifiedAttributesWithStrings(List.of()), _ -> {});
        scene.signUp("ann");

        assertThatThrownBy(() -> scene.anybody().resendConfirmationCode(r -> r.clientId(scene.clientId())
                        .username("ann")))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Cannot resend codes. Auto verification not turned on.");
    }

    @Test
    void wantsAPassword() {
        Scene scene = Scene.make();

        assertThatThrownBy(() ->
                        scene.anybody().signUp(r -> r.clientId(scene.clientId()).username("alice")))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Missing required parameter PASSWORD");
    }

    @ParameterizedTest
    @CsvSource({
        "email,alice,Username should be an email.",
        "email,+4912345678,Username should be an email.",
        "phone_number,a@example.com,Username should be a phone number.",
        "email phone_number,alice,Username should be either an email or a phone number."
    })
    void wantsAnAddressOfTheKindThatSignsIn(String addresses, String username, String words) {
        Scene scene = Scene.make(pool -> pool.usernameAttributesWithStrings(addresses.split(" ")), _ -> {});

        assertThatThrownBy(() -> signUp(scene, username))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining(words);
    }

    @Test
    void refusesATakenAddressAndAnotherOneBesideIt() {
        // Given
        Scene scene = Scene.make(pool -> pool.usernameAttributesWithStrings("email"), _ -> {});
        signUp(scene, "a@example.com");

        // Then
        assertThatThrownBy(() -> signUp(scene, "a@example.com"))
                .isInstanceOf(UsernameExistsException.class)
                .hasMessageContaining("An account with the given email already exists.");
        assertThatThrownBy(() -> signUp(scene, "b@example.com", "email", "c@example.com"))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Username and email do not match.");
    }

    @ParameterizedTest
    @CsvSource({
        "a@example.com,'Username cannot be of email format, since user pool is configured for email alias.'",
        "+4912345678,'Username cannot be of phone number format, since user pool is configured for phone number alias.'"
    })
    void refusesAUsernameLikeAnAlias(String username, String words) {
        Scene scene = Scene.make(pool -> pool.aliasAttributesWithStrings("email", "phone_number"), _ -> {});

        assertThatThrownBy(() -> signUp(scene, username))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining(words);
    }

    @Test
    void refusesAttributesAgainstTheSchemaAndThoseGivenTwice() {
        Scene scene = Scene.make();

        assertThatThrownBy(() -> signUp(scene, "alice", "email", "none"))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Invalid email address format.");
        assertThatThrownBy(() -> signUp(scene, "alice", "phone_number", "12345"))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Invalid phone number format.");
        assertThatThrownBy(() -> signUp(scene, "alice", "name", "A", "name", "B"))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("name: The attribute was given more than once");
        assertThat(scene.operator().listUsers(r -> r.userPoolId(scene.poolId())).users())
                .isEmpty();
    }

    private static void signUp(Scene scene, String username, String... attributes) {
        scene.anybody().signUp(r -> r.clientId(scene.clientId())
                .username(username)
                .password(PASSWORD)
                .userAttributes(TestPool.attributes(attributes)));
    }
}
