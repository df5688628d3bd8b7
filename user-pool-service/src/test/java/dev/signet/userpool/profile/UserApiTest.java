package dev.signet.userpool.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.testkit.BackingServers;
import dev.signet.userpool.Mailbox;
import dev.signet.userpool.TestPool;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AliasAttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AliasExistsException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetUserResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NotAuthorizedException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateUserAttributesResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserNotFoundException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UsernameAttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.VerifiedAttributeType;

@QuarkusTest
@QuarkusTestResource(
        value = BackingServers.class,
        initArgs = @ResourceArg(name = "database", value = "signet_user_pool"))
class UserApiTest {
    @Test
    void showsWhatTheClientMayRead() {
        // Given
        TestPool pool = TestPool.make(
                p -> p.schema(a -> a.name("plan").attributeDataType("String").mutable(true)));
        pool.confirmedUser("anna", "name", "Anna", "email", "anna@example.com", "custom:plan", "free");

        // When
        GetUserResponse all = pool.getUser(pool.accessToken("anna"));
        GetUserResponse little = pool.getUser(pool.accessToken("anna", c -> c.readAttributes("custom:plan")));

        // Then
        assertThat(all.username()).isEqualTo("anna");
        assertThat(all.userAttributes())
                .extracting(AttributeType::name)
                .contains("sub", "name", "email")
                .doesNotContain("custom:plan");
        assertThat(little.userAttributes())
                .extracting(AttributeType::name)
                .containsExactlyInAnyOrder("sub", "custom:plan");
    }

    static Stream<BiConsumer<TestPool, String>> operationsWithAToken() {
        return Stream.of(
                (pool, token) -> pool.getUser(token),
                (pool, token) -> pool.updateOwn(token, "name", "x"),
                (pool, token) -> pool.anybody()
                        .deleteUserAttributes(r -> r.accessToken(token).userAttributeNames("name")),
                (pool, token) -> pool.anybody().deleteUser(r -> r.accessToken(token)));
    }

    @ParameterizedTest
    @MethodSource("operationsWithAToken")
    void refusesATokenThatIsNone(BiConsumer<TestPool, String> operation) {
        // Given
        TestPool pool = TestPool.make();

        // When, Then
        assertThatThrownBy(() -> operation.accept(pool, "eyJhbGciOiJub25lIn0.e30."))
                .isInstanceOf(NotAuthorizedException.class);
    }

    @ParameterizedTest
    @MethodSource("operationsWithAToken")
    void refusesTheTokenOfADeletedUser(BiConsumer<TestPool, String> operation) {
        // Given
        TestPool pool = TestPool.make();
        pool.confirmedUser("anna");
        String token = pool.accessToken("anna");
        pool.operator().adminDeleteUser(r -> r.userPoolId(pool.id()).username("anna"));
        pool.confirmedUser("anna");

        // When, Then
        assertThatThrownBy(() -> operation.accept(pool, token))
                .isInstanceOfAny(NotAuthorizedException.class, UserNotFoundException.class);
    }

    @Test
    void usersChangeAndDeleteTheirAttributes() {
        // Given
        TestPool pool = TestPool.make();
        pool.confirmedUser("anna", "name", "Anna", "nickname", "A");
        String token = pool.accessToken("anna");

        // When
        pool.updateOwn(token, "name", "Anna B", "locale", "de");
        pool.anybody().deleteUserAttributes(r -> r.accessToken(token).userAttributeNames("nickname"));

        // Then
        assertThat(pool.attribute("anna", "name")).isEqualTo("Anna B");
        assertThat(pool.attribute("anna", "locale")).isEqualTo("de");
        assertThat(pool.attribute("anna", "nickname")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "email_verified",
                "phone_number_verified",
                "sub",
                "identities",
                "cognito:groups",
                "cognito:user_status",
                "custom:role",
                "dev:custom:rank",
                "nickname"
            })
    void usersCannotWriteWhatTheirClientMayNot(String name) {
        // Given
        TestPool pool = TestPool.make(p -> p.schema(
                a -> a.name("role").attributeDataType("String").mutable(true),
                a -> a.name("rank").attributeDataType("String").mutable(true).developerOnlyAttribute(true)));
        pool.confirmedUser("anna", "email", "anna@example.com");
        String token = pool.accessToken("anna", c -> c.writeAttributes("name", "email"));

        // When, Then
        assertThatThrownBy(() -> pool.updateOwn(token, name, "true"))
                .isInstanceOf(NotAuthorizedException.class)
                .hasMessageContaining("A client attempted to write unauthorized attribute");
        assertThatThrownBy(() -> pool.anybody()
                        .deleteUserAttributes(r -> r.accessToken(token).userAttributeNames(name)))
                .isInstanceOf(NotAuthorizedException.class)
                .hasMessageContaining("A client attempted to write unauthorized attribute");
        assertThat(pool.attribute("anna", "email_verified")).isNotEqualTo("true");
    }

    @Test
    void usersCannotWriteAnImmutableAttributeAgain() {
        // Given
        TestPool pool = TestPool.make(
                p -> p.schema(a -> a.name("fixed").attributeDataType("String").mutable(false)));
        pool.confirmedUser("anna", "custom:fixed", "x");
        String token = pool.accessToken("anna", c -> c.writeAttributes("custom:fixed"));

        // When, Then
        assertThatThrownBy(() -> pool.updateOwn(token, "custom:fixed", "y"))
                .isInstanceOf(InvalidParameterException.class);
        assertThatThrownBy(() -> pool.anybody()
                        .deleteUserAttributes(r -> r.accessToken(token).userAttributeNames("custom:fixed")))
                .isInstanceOf(InvalidParameterException.class);
        assertThat(pool.attribute("anna", "custom:fixed")).isEqualTo("x");
    }

    @ParameterizedTest
    @CsvSource({
        "email,none,Invalid email address format.",
        "phone_number,12345,Invalid phone number format.",
        "birthdate,1.1.70,birthdate: String must be at least 10 characters long",
        "updated_at,-1,updated_at: Number must be at least 0",
        "name,'',name: The attribute is required"
    })
    void refusesValuesAgainstTheSchema(String name, String value, String words) {
        // Given
        TestPool pool = TestPool.make(p -> p.schema(a -> a.name("name").required(true)));
        pool.confirmedUser("anna", "name", "Anna");
        String token = pool.accessToken("anna");

        // When, Then
        assertThatThrownBy(() -> pool.updateOwn(token, name, value))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining(words);
        assertThatThrownBy(() -> pool.updateOwn(token, name, value, name, value))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining(name + ": The attribute was given more than once");
    }

    @Test
    void usersKeepWhatThePoolRequiresAndTheirOnlyAddress() {
        // Given
        TestPool pool = TestPool.make(p -> p.usernameAttributes(UsernameAttributeType.EMAIL)
                .schema(a -> a.name("name").required(true)));
        pool.confirmedUser("anna@example.com", "name", "Anna");
        String token = pool.accessToken("anna@example.com");

        // When, Then
        for (String name : List.of("name", "email")) {
            assertThatThrownBy(() -> pool.anybody()
                            .deleteUserAttributes(r -> r.accessToken(token).userAttributeNames(name)))
                    .isInstanceOf(InvalidParameterException.class)
                    .hasMessageContaining(name + ": The attribute is required");
        }
        assertThat(pool.attribute("anna@example.com", "name")).isEqualTo("Anna");
    }

    @Test
    void aNewAddressIsUnverifiedAndGetsACode() {
        // Given
        TestPool pool = TestPool.make(
                p -> p.autoVerifiedAttributes(VerifiedAttributeType.EMAIL).aliasAttributes(AliasAttributeType.EMAIL));
        pool.confirmedUser("anna", "email", "old@example.com", "email_verified", "true");
        String token = pool.accessToken("anna");

        // When
        UpdateUserAttributesResponse answer = pool.updateOwn(token, "email", "new@example.com");

        // Then
        assertThat(answer.codeDeliveryDetailsList()).singleElement().satisfies(details -> {
            assertThat(details.attributeName()).isEqualTo("email");
            assertThat(details.destination()).isEqualTo("n***@e***");
        });
        assertThat(pool.attribute("anna", "email")).isEqualTo("new@example.com");
        assertThat(pool.attribute("anna", "email_verified")).isEqualTo("false");
        assertThatThrownBy(() -> pool.attribute("new@example.com", "sub")).isInstanceOf(UserNotFoundException.class);
    }

    @Test
    void withVerificationBeforeUpdateTheOldAddressStaysUntilTheCodeComesBack() {
        // Given
        TestPool pool = TestPool.make(p -> p.autoVerifiedAttributes(VerifiedAttributeType.EMAIL)
                .aliasAttributes(AliasAttributeType.EMAIL)
                .userAttributeUpdateSettings(
                        s -> s.attributesRequireVerificationBeforeUpdate(VerifiedAttributeType.EMAIL)));
        pool.confirmedUser("anna", "email", "old@example.com", "email_verified", "true");
        String token = pool.accessToken("anna");

        // When
        pool.updateOwn(token, "email", "new@example.com");

        // Then
        assertThat(pool.attribute("anna", "email")).isEqualTo("old@example.com");
        assertThat(pool.attribute("old@example.com", "email_verified")).isEqualTo("true");
        String code = Mailbox.code(pool.attribute("anna", "sub"), "VERIFY_EMAIL");
        pool.anybody()
                .verifyUserAttribute(
                        r -> r.accessToken(token).attributeName("email").code(code));
        assertThat(pool.attribute("new@example.com", "email_verified")).isEqualTo("true");
        assertThatThrownBy(() -> pool.attribute("old@example.com", "sub")).isInstanceOf(UserNotFoundException.class);
    }

    @Test
    void aResetCodeGoesToTheOldAddressWhileTheNewOneIsPending() {
        // Given
        TestPool pool = TestPool.make(p -> p.autoVerifiedAttributes(VerifiedAttributeType.EMAIL)
                .userAttributeUpdateSettings(
                        s -> s.attributesRequireVerificationBeforeUpdate(VerifiedAttributeType.EMAIL)));
        pool.confirmedUser("anna", "email", "old@example.com", "email_verified", "true");
        pool.updateOwn(pool.accessToken("anna"), "email", "new@example.com");
        String client = pool.signInClient();

        // When
        pool.anybody().forgotPassword(r -> r.clientId(client).username("anna"));

        // Then
        assertThat(Mailbox.await(pool.attribute("anna", "sub"), "FORGOT_PASSWORD", 1)
                        .getFirst()
                        .get("destination")
                        .asText())
                .isEqualTo("old@example.com");
    }

    @Test
    void anotherUsersNameIsRefused() {
        // Given
        TestPool pool = TestPool.make(p -> p.aliasAttributes(AliasAttributeType.PREFERRED_USERNAME));
        pool.confirmedUser("anna");
        pool.confirmedUser("bob");
        String token = pool.accessToken("bob");

        // When, Then
        assertThatThrownBy(() -> pool.updateOwn(token, "preferred_username", "anna"))
                .isInstanceOf(AliasExistsException.class);
        assertThat(pool.attribute("anna", "preferred_username")).isNull();
    }

    @Test
    void aUserDeletesItself() {
        // Given
        TestPool pool = TestPool.make();
        pool.confirmedUser("anna");
        String token = pool.accessToken("anna");

        // When
        pool.anybody().deleteUser(r -> r.accessToken(token));

        // Then
        assertThatThrownBy(() -> pool.attribute("anna", "sub")).isInstanceOf(UserNotFoundException.class);
        assertThatThrownBy(() -> pool.getUser(token))
                .isInstanceOfAny(NotAuthorizedException.class, UserNotFoundException.class);
    }

    @Test
    void parallelChangesOfOneUserAreAllKept() {
        // Given
        TestPool pool = TestPool.make();
        pool.confirmedUser("anna");
        String token = pool.accessToken("anna");
        List<String> names = List.of("name", "nickname", "locale", "zoneinfo", "website", "profile");

        // When
        names.parallelStream().forEach(name -> pool.updateOwn(token, name, "new"));

        // Then
        assertThat(names)
                .allSatisfy(name -> assertThat(pool.attribute("anna", name)).isEqualTo("new"));
    }
}
