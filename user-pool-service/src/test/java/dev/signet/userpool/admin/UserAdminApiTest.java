package dev.signet.userpool.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.testkit.BackingServers;
import dev.signet.userpool.TestPool;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AdminGetUserResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AliasAttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AliasExistsException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NotAuthorizedException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ResourceNotFoundException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserNotFoundException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UsernameAttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UsernameExistsException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.VerifiedAttributeType;

@QuarkusTest
@QuarkusTestResource(
        value = BackingServers.class,
        initArgs = @ResourceArg(name = "database", value = "signet_user_pool"))
class UserAdminApiTest {
    @Test
    void showsAUser() {
        // Given
        TestPool pool = TestPool.make();
        pool.user("anna", "email", "anna@example.com", "email_verified", "true", "name", "Anna \ud83d\ude00");

        // When
        AdminGetUserResponse user =
                pool.operator().adminGetUser(r -> r.userPoolId(pool.id()).username("anna"));

        // Then
        assertThat(user.username()).isEqualTo("anna");
        assertThat(user.userStatus()).isEqualTo(UserStatusType.FORCE_CHANGE_PASSWORD);
        assertThat(user.userAttributes())
                .extracting(AttributeType::name)
                .containsExactlyInAnyOrder("sub", "email", "email_verified", "name");
        assertThat(pool.attribute("anna", "name")).isEqualTo("Anna \ud83d\ude00");
        assertThat(user.userCreateDate()).isNotNull();
    }

    /** Each operation on a user, for a pool and a username. */
    static Stream<Consumer<Named>> operationsOnAUser() {
        return Stream.of(
                n -> n.pool.operator().adminGetUser(r -> r.userPoolId(n.poolId).username(n.username)),
                n -> n.pool.operator()
                        .adminDeleteUser(r -> r.userPoolId(n.poolId).username(n.username)),
                n -> n.pool.operator()
                        .adminEnableUser(r -> r.userPoolId(n.poolId).username(n.username)),
                n -> n.pool.operator()
                        .adminDisableUser(r -> r.userPoolId(n.poolId).username(n.username)),
                n -> n.pool.operator()
                        .adminConfirmSignUp(r -> r.userPoolId(n.poolId).username(n.username)),
                n -> n.pool.operator()
                        .adminResetUserPassword(r -> r.userPoolId(n.poolId).username(n.username)),
                n -> n.pool.operator()
                        .adminUserGlobalSignOut(r -> r.userPoolId(n.poolId).username(n.username)),
                n -> n.pool.operator()
                        .adminSetUserPassword(
                                r -> r.userPoolId(n.poolId).username(n.username).password(TestPool.PASSWORD)),
                n -> n.pool.operator().adminUpdateUserAttributes(r -> r.userPoolId(n.poolId)
                        .username(n.username)
                        .userAttributes(TestPool.attributes("name", "x"))),
                n -> n.pool.operator()
                        .adminDeleteUserAttributes(
                                r -> r.userPoolId(n.poolId).username(n.username).userAttributeNames("name")));
    }

    record Named(TestPool pool, String poolId, String username) {}

    @ParameterizedTest
    @MethodSource("operationsOnAUser")
    void refusesAnUnknownUser(Consumer<Named> operation) {
        // Given
        TestPool pool = TestPool.make();

        // When, Then
        assertThatThrownBy(() -> operation.accept(new Named(pool, pool.id(), "nobody")))
                .isInstanceOf(UserNotFoundException.class)
                .hasMessageContaining("User does not exist.");
    }

    @ParameterizedTest
    @MethodSource("operationsOnAUser")
    void refusesAnUnknownPool(Consumer<Named> operation) {
        // Given
        TestPool pool = TestPool.make();

        // When, Then
        assertThatThrownBy(() -> operation.accept(new Named(pool, "us-east-1_Nobody000", "anna")))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @ParameterizedTest
    @MethodSource("operationsOnAUser")
    void aUserOfAnotherPoolIsNoUser(Consumer<Named> operation) {
        // Given
        TestPool another = TestPool.make();
        another.user("anna");
        String sub = another.attribute("anna", "sub");
        TestPool pool = TestPool.make();

        // When, Then
        assertThatThrownBy(() -> operation.accept(new Named(pool, pool.id(), sub)))
                .isInstanceOf(UserNotFoundException.class);
    }

    @Test
    void aDeletedUserIsGoneAndItsNamesAreFree() {
        // Given
        TestPool pool = TestPool.make(p -> p.aliasAttributes(AliasAttributeType.EMAIL));
        pool.user("anna", "email", "anna@example.com", "email_verified", "true");
        String sub = pool.attribute("anna", "sub");

        // When
        pool.operator().adminDeleteUser(r -> r.userPoolId(pool.id()).username("anna@example.com"));

        // Then
        assertThatThrownBy(() -> pool.attribute("anna", "sub")).isInstanceOf(UserNotFoundException.class);
        pool.user("anna", "email", "anna@example.com", "email_verified", "true");
        assertThat(pool.attribute("anna", "sub")).isNotEqualTo(sub);
    }

    @Test
    void aDisabledUsersTokensAreRevokedForGood() {
        // Given
        TestPool pool = TestPool.make();
        pool.confirmedUser("anna");
        String token = pool.accessToken("anna");

        // When
        pool.operator().adminDisableUser(r -> r.userPoolId(pool.id()).username("anna"));

        // Then
        assertThatThrownBy(() -> pool.anybody().getUser(r -> r.accessToken(token)))
                .isInstanceOf(NotAuthorizedException.class);
        assertThatThrownBy(() -> pool.signIn("anna", TestPool.PASSWORD))
                .isInstanceOf(NotAuthorizedException.class)
                .hasMessageContaining("User is disabled.");
        pool.operator().adminEnableUser(r -> r.userPoolId(pool.id()).username("anna"));
        assertThatThrownBy(() -> pool.anybody().getUser(r -> r.accessToken(token)))
                .isInstanceOf(NotAuthorizedException.class)
                .hasMessageContaining("Access Token has been revoked");
        assertThat(pool.accessToken("anna")).isNotEmpty();
    }

    @Test
    void signedOutEverywhereTokensAreRevoked() {
        // Given
        TestPool pool = TestPool.make();
        pool.confirmedUser("anna");
        String token = pool.accessToken("anna");

        // When
        pool.operator().adminUserGlobalSignOut(r -> r.userPoolId(pool.id()).username("anna"));

        // Then
        assertThatThrownBy(() -> pool.anybody().getUser(r -> r.accessToken(token)))
                .isInstanceOf(NotAuthorizedException.class)
                .hasMessageContaining("Access Token has been revoked");
    }

    @Test
    void changesAndDeletesAttributes() {
        // Given
        TestPool pool = TestPool.make();
        pool.user("anna", "name", "Anna", "nickname", "A");

        // When
        pool.operator().adminUpdateUserAttributes(r -> r.userPoolId(pool.id())
                .username("anna")
                .userAttributes(TestPool.attributes("name", "Anna B", "nickname", "", "locale", "de")));
        pool.operator()
                .adminDeleteUserAttributes(
                        r -> r.userPoolId(pool.id()).username("anna").userAttributeNames("locale", "zoneinfo"));

        // Then
        assertThat(pool.attribute("anna", "name")).isEqualTo("Anna B");
        assertThat(pool.attribute("anna", "nickname")).isNull();
        assertThat(pool.attribute("anna", "locale")).isNull();
    }

    @Test
    void aNewAddressIsUnverifiedUnlessTheOperatorVouchesForIt() {
        // Given
        TestPool pool = TestPool.make(p -> p.aliasAttributes(AliasAttributeType.EMAIL));
        pool.user("anna", "email", "a@example.com", "email_verified", "true");

        // When
        pool.update("anna", "email", "b@example.com");

        // Then
        assertThat(pool.attribute("anna", "email_verified")).isEqualTo("false");
        assertThatThrownBy(() -> pool.attribute("a@example.com", "sub")).isInstanceOf(UserNotFoundException.class);
        assertThatThrownBy(() -> pool.attribute("b@example.com", "sub")).isInstanceOf(UserNotFoundException.class);
        pool.update("anna", "email", "c@example.com", "email_verified", "true");
        assertThat(pool.attribute("c@example.com", "sub")).isEqualTo(pool.attribute("anna", "sub"));
    }

    @Test
    void anotherUsersAliasIsRefused() {
        // Given
        TestPool pool =
                TestPool.make(p -> p.aliasAttributes(AliasAttributeType.EMAIL, AliasAttributeType.PREFERRED_USERNAME));
        pool.user("anna", "email", "a@example.com", "email_verified", "true", "preferred_username", "queen");
        pool.user("bob", "email", "b@example.com", "email_verified", "true");

        // When, Then
        assertThatThrownBy(() -> pool.update("bob", "email", "a@example.com", "email_verified", "true"))
                .isInstanceOf(AliasExistsException.class);
        assertThatThrownBy(() -> pool.update("bob", "preferred_username", "queen"))
                .isInstanceOf(AliasExistsException.class);
        assertThatThrownBy(() -> pool.update("bob", "preferred_username", "anna"))
                .isInstanceOf(AliasExistsException.class);
        assertThat(pool.attribute("bob", "email")).isEqualTo("b@example.com");
        assertThat(pool.attribute("b@example.com", "sub")).isEqualTo(pool.attribute("bob", "sub"));
    }

    @Test
    void aUsernameMayNotBeAnothersPreferredUsername() {
        // Given
        TestPool pool = TestPool.make(p -> p.aliasAttributes(AliasAttributeType.PREFERRED_USERNAME));
        pool.user("anna", "preferred_username", "queen");

        // When, Then
        assertThatThrownBy(() -> pool.user("queen")).isInstanceOf(UsernameExistsException.class);
    }

    @Test
    void onesOwnUsernameMayBeOnesPreferredUsername() {
        // Given
        TestPool pool = TestPool.make(p -> p.aliasAttributes(AliasAttributeType.PREFERRED_USERNAME));
        pool.user("anna");

        // When
        pool.update("anna", "preferred_username", "anna");
        pool.update("anna", "preferred_username", "");

        // Then
        assertThat(pool.attribute("anna", "sub")).isNotNull();
    }

    @Test
    void theAddressThatStandsForTheUsernameMovesAndStaysUnique() {
        // Given
        TestPool pool = TestPool.make(p -> p.usernameAttributes(UsernameAttributeType.EMAIL));
        pool.user("a@example.com");
        pool.user("b@example.com");

        // When
        pool.update("a@example.com", "email", "c@example.com");

        // Then
        assertThat(pool.attribute("c@example.com", "email")).isEqualTo("c@example.com");
        assertThatThrownBy(() -> pool.attribute("a@example.com", "sub")).isInstanceOf(UserNotFoundException.class);
        assertThatThrownBy(() -> pool.update("b@example.com", "email", "c@example.com"))
                .isInstanceOf(AliasExistsException.class);
        assertThatThrownBy(() -> pool.update("b@example.com", "email", ""))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("email: The attribute is required");
    }

    @Test
    void theOldAddressStaysUntilTheNewOneIsVerified() {
        // Given
        TestPool pool = TestPool.make(p -> p.aliasAttributes(AliasAttributeType.EMAIL)
                .autoVerifiedAttributes(VerifiedAttributeType.EMAIL)
                .userAttributeUpdateSettings(
                        s -> s.attributesRequireVerificationBeforeUpdate(VerifiedAttributeType.EMAIL)));
        pool.user("anna", "email", "old@example.com", "email_verified", "true");

        // When
        pool.update("anna", "email", "new@example.com");

        // Then
        assertThat(pool.attribute("anna", "email")).isEqualTo("old@example.com");
        assertThat(pool.attribute("anna", "email_verified")).isEqualTo("true");
        assertThat(pool.attribute("old@example.com", "sub")).isNotNull();
    }

    static List<List<String>> attributesThatAreRefused() {
        return List.of(
                List.of("sub", "x", "user.sub: Attribute cannot be updated."),
                List.of("custom:fixed", "y", "user.custom:fixed: Attribute cannot be updated."),
                List.of("custom:none", "x", "custom:none: Attribute does not exist in the schema."),
                List.of("identities", "x", "identities: Attribute does not exist in the schema."),
                List.of("cognito:user_status", "x", "Attribute does not exist in the schema."),
                List.of("email", "no address", "Invalid email address format."),
                List.of("email", "a@b.c\r\nBcc: d@e.f", "Invalid email address format."),
                List.of("email", "far.too.long@example.com", "email: String must be at most 20 characters long"),
                List.of("phone_number", "12345", "Invalid phone number format."),
                List.of("phone_number", "+4912", "phone_number: String must be at least 8 characters long"),
                List.of("birthdate", "1.1.70", "birthdate: String must be at least 10 characters long"),
                List.of("name", "x".repeat(2049), "Member must have length less than or equal to 2048"),
                List.of("updated_at", "now", "updated_at: Attribute value must be a number"),
                List.of("updated_at", "-1", "updated_at: Number must be at least 0"),
                List.of("custom:points", "11", "custom:points: Number must be at most 10"),
                List.of("custom:points", "1e400000000", "custom:points: Attribute value must be a number"),
                List.of("custom:short", "abcd", "custom:short: String must be at most 3 characters long"),
                List.of("custom:flag", "maybe", "custom:flag: Attribute value must be true or false"),
                List.of("custom:when", "yesterday", "custom:when: Attribute value must be a date and time"),
                List.of("email_verified", "true", "Email is required to verify/un-verify an email"),
                List.of("given_name", "", "given_name: The attribute is required"));
    }

    @ParameterizedTest
    @MethodSource("attributesThatAreRefused")
    void refusesAttributesAgainstTheSchema(List<String> wish) {
        // Given
        TestPool pool = TestPool.make(p -> p.schema(
                a -> a.name("fixed").attributeDataType("String").mutable(false),
                a -> a.name("points")
                        .attributeDataType("Number")
                        .mutable(true)
                        .numberAttributeConstraints(c -> c.maxValue("10")),
                a -> a.name("short")
                        .attributeDataType("String")
                        .mutable(true)
                        .stringAttributeConstraints(c -> c.maxLength("3")),
                a -> a.name("flag").attributeDataType("Boolean").mutable(true),
                a -> a.name("when").attributeDataType("DateTime").mutable(true),
                a -> a.name("email").stringAttributeConstraints(c -> c.maxLength("20")),
                a -> a.name("phone_number").stringAttributeConstraints(c -> c.minLength("8")),
                a -> a.name("given_name").required(true)));
        pool.user("anna", "given_name", "Anna", "custom:fixed", "x");

        // When, Then
        assertThatThrownBy(() -> pool.update("anna", wish.get(0), wish.get(1)))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining(wish.get(2));
        assertThat(pool.attribute("anna", "custom:fixed")).isEqualTo("x");
    }

    @Test
    void leavesOutWhatThePoolRequiresButTakesNothingOfItAway() {
        // Given
        TestPool pool = TestPool.make(p -> p.schema(
                a -> a.name("email").required(true), a -> a.name("name").required(true)));

        // When
        pool.user("anna", "name", "Anna");
        pool.update("anna", "nickname", "Ann");

        // Then
        assertThat(pool.attribute("anna", "nickname")).isEqualTo("Ann");
        assertThatThrownBy(() -> pool.update("anna", "name", ""))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Attributes did not conform to the schema: name: The attribute is required");
    }

    @Test
    void refusesAnAttributeGivenTwice() {
        // Given
        TestPool pool = TestPool.make();
        pool.user("anna");

        // When, Then
        assertThatThrownBy(() -> pool.update("anna", "name", "A", "name", "B"))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("name: The attribute was given more than once");
    }

    @Test
    void refusesToDeleteWhatMustStay() {
        // Given
        TestPool pool = TestPool.make(p -> p.schema(a -> a.name("name").required(true)));
        pool.user("anna", "name", "Anna");

        // When, Then
        for (String name : List.of("name", "sub", "custom:none")) {
            assertThatThrownBy(() -> pool.operator()
                            .adminDeleteUserAttributes(r ->
                                    r.userPoolId(pool.id()).username("anna").userAttributeNames(name)))
                    .isInstanceOf(InvalidParameterException.class)
                    .hasMessageContaining(name);
        }
    }
}
