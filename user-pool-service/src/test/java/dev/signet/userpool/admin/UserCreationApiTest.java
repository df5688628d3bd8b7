package dev.signet.userpool.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signet.testkit.BackingServers;
import dev.signet.userpool.Mailbox;
import dev.signet.userpool.TestPool;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminCreateUserRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AliasAttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AliasExistsException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.DeliveryMediumType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidPasswordException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.MessageActionType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NotAuthorizedException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ResourceNotFoundException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UnsupportedUserStateException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserNotFoundException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UsernameAttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UsernameExistsException;

@QuarkusTest
@QuarkusTestResource(
        value = BackingServers.class,
        initArgs = @ResourceArg(name = "database", value = "signet_user_pool"))
class UserCreationApiTest {
    @Test
    void makesAUserAndMailsTheInvitation() {
        // Given
        TestPool pool = TestPool.make();

        // When
        UserType user = pool.operator()
                .adminCreateUser(r -> r.userPoolId(pool.id())
                        .username("anna<b>")
                        .userAttributes(TestPool.attributes("email", "anna@example.com"))
                        .desiredDeliveryMediums(DeliveryMediumType.EMAIL))
                .user();

        // Then
        assertThat(user.userStatus()).isEqualTo(UserStatusType.FORCE_CHANGE_PASSWORD);
        assertThat(user.enabled()).isTrue();
        assertThat(user.username()).isEqualTo("anna<b>");
        String sub = pool.attribute("anna<b>", "sub");
        JsonNode mail = Mailbox.await(sub, "ADMIN_CREATE_USER", 1).getFirst();
        assertThat(mail.get("destination").asText()).isEqualTo("anna@example.com");
        assertThat(mail.get("body").asText()).contains("anna&lt;b&gt;").contains("{####}");
        String password = Mailbox.open(mail);
        assertThat(pool.signIn("anna<b>", password).challengeNameAsString()).isEqualTo("NEW_PASSWORD_REQUIRED");
    }

    @Test
    void theOperatorsOwnTemporaryPasswordSignsIn() {
        // Given
        TestPool pool = TestPool.make();

        // When
        pool.user("anna");

        // Then
        assertThat(pool.signIn("anna", TestPool.PASSWORD).challengeNameAsString())
                .isEqualTo("NEW_PASSWORD_REQUIRED");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void refusesATemporaryPasswordAgainstThePolicy(boolean resend) {
        // Given
        TestPool pool = invited(resend);

        // When, Then
        assertThatThrownBy(() -> invite(pool, resend, user -> user.temporaryPassword("password")))
                .isInstanceOf(InvalidPasswordException.class)
                .hasMessageContaining("Password did not conform with policy: Password must have uppercase characters");
    }

    /** A pool where anna is invited already if she is to be so again. */
    private static TestPool invited(boolean resend) {
        TestPool pool = TestPool.make();
        if (resend) {
            pool.user("anna");
        }
        return pool;
    }

    private static void invite(TestPool pool, boolean resend, Consumer<AdminCreateUserRequest.Builder> wishes) {
        pool.operator().adminCreateUser(user -> {
            user.userPoolId(pool.id()).username("anna").messageAction(resend ? MessageActionType.RESEND : null);
            wishes.accept(user);
        });
    }

    @Test
    void refusesATakenUsername() {
        // Given
        TestPool pool = TestPool.make();
        pool.user("anna");

        // When, Then
        assertThatThrownBy(() -> pool.user("anna"))
                .isInstanceOf(UsernameExistsException.class)
                .hasMessageContaining("User already exists");
    }

    @Test
    void caseTellsUsersApartOnlyInACaseSensitivePool() {
        // Given
        TestPool sensitive = TestPool.make();
        TestPool insensitive = TestPool.make(p -> p.usernameConfiguration(c -> c.caseSensitive(false)));
        sensitive.user("Admin");
        insensitive.user("Admin");

        // When
        sensitive.user("admin");

        // Then
        assertThat(sensitive.attribute("Admin", "sub")).isNotEqualTo(sensitive.attribute("admin", "sub"));
        assertThatThrownBy(() -> insensitive.user("aDMIN")).isInstanceOf(UsernameExistsException.class);
        assertThat(insensitive.attribute("ADMIN", "sub")).isEqualTo(insensitive.attribute("Admin", "sub"));
    }

    @Test
    void lookAlikesStayDifferentUsers() {
        // Given
        TestPool pool = TestPool.make(p -> p.usernameConfiguration(c -> c.caseSensitive(false)));
        pool.user("admin");

        // When
        pool.user("\u0430dmin");
        pool.user("\uff41dmin");

        // Then
        assertThat(pool.attribute("\u0430dmin", "sub"))
                .isNotEqualTo(pool.attribute("admin", "sub"))
                .isNotEqualTo(pool.attribute("\uff41dmin", "sub"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "anna\u200b", "anna\n", "anna\u202e", " anna"})
    void refusesUsernamesWithCharactersThatCannotBeSeen(String username) {
        // Given
        TestPool pool = TestPool.make();

        // When, Then
        assertThatThrownBy(() -> pool.user(username)).isInstanceOf(InvalidParameterException.class);
    }

    @Test
    void inAPoolOfAddressesTheUsernameIsGenerated() {
        // Given
        TestPool pool = TestPool.make(p -> p.usernameAttributes(UsernameAttributeType.EMAIL));

        // When
        UserType user = pool.user("anna@example.com");

        // Then
        String sub = pool.attribute("anna@example.com", "sub");
        assertThat(user.username()).isEqualTo(sub).matches("[0-9a-f-]{36}");
        assertThat(pool.attribute(sub, "email")).isEqualTo("anna@example.com");
        assertThatThrownBy(() -> pool.user("anna@example.com"))
                .isInstanceOf(UsernameExistsException.class)
                .hasMessageContaining("An account with the given email already exists.");
    }

    @Test
    void inAPoolOfAddressesTheUsernameMustBeOne() {
        // Given
        TestPool emails = TestPool.make(p -> p.usernameAttributes(UsernameAttributeType.EMAIL)
                .schema(a -> a.name("email").stringAttributeConstraints(c -> c.maxLength("20"))));
        TestPool phones = TestPool.make(p -> p.usernameAttributes(UsernameAttributeType.PHONE_NUMBER));
        TestPool both = TestPool.make(
                p -> p.usernameAttributes(UsernameAttributeType.EMAIL, UsernameAttributeType.PHONE_NUMBER));

        // When, Then
        assertThatThrownBy(() -> emails.user("anna"))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Username should be an email.");
        assertThatThrownBy(() -> phones.user("anna@example.com"))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Username should be a phone number.");
        assertThatThrownBy(() -> both.user("anna"))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Username should be either an email or a phone number.");
        assertThatThrownBy(() -> emails.user("anna@example.com", "email", "bob@example.com"))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("do not match");
        assertThatThrownBy(() -> emails.user("far.too.long@example.com"))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("email: String must be at most 20 characters long");
    }

    @Test
    void aUsernameMayNotLookLikeAnAlias() {
        // Given
        TestPool pool =
                TestPool.make(p -> p.aliasAttributes(AliasAttributeType.EMAIL, AliasAttributeType.PHONE_NUMBER));

        // When, Then
        assertThatThrownBy(() -> pool.user("anna@example.com"))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining(
                        "Username cannot be of email format, since user pool is configured for email alias.");
        assertThatThrownBy(() -> pool.user("+4912345678"))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining(
                        "Username cannot be of phone number format, since user pool is configured for phone number alias.");
    }

    @Test
    void aVerifiedAliasFindsItsUserAndIsUnique() {
        // Given
        TestPool pool = TestPool.make(p -> p.aliasAttributes(AliasAttributeType.EMAIL));
        pool.user("anna", "email", "both@example.com", "email_verified", "true");

        // When
        pool.user("bob", "email", "both@example.com");

        // Then
        assertThat(pool.attribute("both@example.com", "sub")).isEqualTo(pool.attribute("anna", "sub"));
        assertThatThrownBy(() -> pool.user("carl", "email", "both@example.com", "email_verified", "true"))
                .isInstanceOf(AliasExistsException.class)
                .hasMessageContaining("An account with the email already exists.");
        assertThatThrownBy(() -> pool.attribute("carl", "sub")).isInstanceOf(UserNotFoundException.class);
    }

    @Test
    void forceAliasCreationMovesTheAlias() {
        // Given
        TestPool pool = TestPool.make(p -> p.aliasAttributes(AliasAttributeType.EMAIL));
        pool.user("anna", "email", "both@example.com", "email_verified", "true");

        // When
        pool.operator().adminCreateUser(r -> r.userPoolId(pool.id())
                .username("bob")
                .messageAction(MessageActionType.SUPPRESS)
                .forceAliasCreation(true)
                .userAttributes(TestPool.attributes("email", "both@example.com", "email_verified", "true")));

        // Then
        assertThat(pool.attribute("both@example.com", "sub")).isEqualTo(pool.attribute("bob", "sub"));
        assertThat(pool.attribute("anna", "email_verified")).isEqualTo("false");
    }

    @Test
    void aUsernameCannotShadowAnotherUsersSub() {
        // Given
        TestPool pool = TestPool.make();
        pool.user("anna");
        String sub = pool.attribute("anna", "sub");

        // When, Then
        assertThatThrownBy(() -> pool.user(sub)).isInstanceOf(UsernameExistsException.class);
        assertThat(pool.operator()
                        .adminGetUser(r -> r.userPoolId(pool.id()).username(sub))
                        .username())
                .isEqualTo("anna");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void refusesToInviteByMailWhereThereIsNoAddress(boolean resend) {
        // Given
        TestPool pool = invited(resend);

        // When, Then
        assertThatThrownBy(() -> invite(pool, resend, user -> user.desiredDeliveryMediums(DeliveryMediumType.EMAIL)))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("An email is required");
        assertThatThrownBy(() -> invite(pool, resend, user -> user.desiredDeliveryMediums(DeliveryMediumType.SMS)))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("DesiredDeliveryMediums SMS is not supported");
        if (resend) {
            assertThat(pool.signIn("anna", TestPool.PASSWORD).challengeNameAsString())
                    .isEqualTo("NEW_PASSWORD_REQUIRED");
        }
    }

    @Test
    void resendReplacesTheTemporaryPassword() {
        // Given
        TestPool pool = TestPool.make();
        pool.user("anna", "email", "anna@example.com");

        // When
        pool.operator()
                .adminCreateUser(r -> r.userPoolId(pool.id()).username("anna").messageAction(MessageActionType.RESEND));

        // Then
        String fresh = Mailbox.code(pool.attribute("anna", "sub"), "ADMIN_CREATE_USER");
        assertThat(fresh).isNotEqualTo(TestPool.PASSWORD);
        assertThat(pool.signIn("anna", fresh).challengeNameAsString()).isEqualTo("NEW_PASSWORD_REQUIRED");
        assertThatThrownBy(() -> pool.signIn("anna", TestPool.PASSWORD))
                .hasMessageContaining("Incorrect username or password.");
    }

    @Test
    void resendEndsWhatTheOldPasswordBegan() {
        // Given
        TestPool pool = TestPool.make();
        pool.user("anna", "email", "anna@example.com");
        String client = pool.signInClient();
        String begun = pool.anybody()
                .initiateAuth(r -> r.clientId(client)
                        .authFlow("USER_PASSWORD_AUTH")
                        .authParameters(Map.of("USERNAME", "anna", "PASSWORD", TestPool.PASSWORD)))
                .session();

        // When
        pool.operator()
                .adminCreateUser(r -> r.userPoolId(pool.id()).username("anna").messageAction(MessageActionType.RESEND));

        // Then
        assertThatThrownBy(() -> pool.anybody().respondToAuthChallenge(r -> r.clientId(client)
                        .challengeName("NEW_PASSWORD_REQUIRED")
                        .session(begun)
                        .challengeResponses(Map.of("USERNAME", "anna", "NEW_PASSWORD", "Another-Horse-8"))))
                .isInstanceOf(NotAuthorizedException.class)
                .hasMessageContaining("Invalid session for the user");
    }

    @Test
    void resendIsForInvitedUsersOnly() {
        // Given
        TestPool pool = TestPool.make();
        pool.confirmedUser("anna", "email", "anna@example.com");

        // When, Then
        assertThatThrownBy(() -> pool.operator()
                        .adminCreateUser(
                                r -> r.userPoolId(pool.id()).username("anna").messageAction(MessageActionType.RESEND)))
                .isInstanceOf(UnsupportedUserStateException.class)
                .hasMessageContaining("Resend not possible. anna status is not FORCE_CHANGE_PASSWORD");
        assertThatThrownBy(() -> pool.operator()
                        .adminCreateUser(r ->
                                r.userPoolId(pool.id()).username("nobody").messageAction(MessageActionType.RESEND)))
                .isInstanceOf(UserNotFoundException.class);
    }

    @Test
    void anUnknownPoolTakesNoUsers() {
        // Given
        TestPool pool = TestPool.make();

        // When, Then
        assertThatThrownBy(() -> pool.operator().adminCreateUser(r -> r.userPoolId("us-east-1_Nobody000")
                        .username("anna")))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "email_verified,Email is required to verify/un-verify an email",
        "phone_number_verified,Phone Number is required to verify/un-verify a phone number"
    })
    void refusesToCallAnAddressVerifiedThatIsNotThere(String flag, String words) {
        TestPool pool = TestPool.make();

        assertThatThrownBy(() -> pool.user("ann", flag, "true"))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining(words);
        assertThat(pool.operator().listUsers(r -> r.userPoolId(pool.id())).users())
                .isEmpty();
    }
}
