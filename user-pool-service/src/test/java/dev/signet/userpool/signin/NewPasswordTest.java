package dev.signet.userpool.signin;

import static dev.signet.userpool.Scene.PASSWORD;
import static dev.signet.userpool.Scene.attribute;
import static dev.signet.userpool.Scene.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.testkit.BackingServers;
import dev.signet.userpool.Mailbox;
import dev.signet.userpool.Scene;
import dev.signet.userpool.Scene.Side;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AliasExistsException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NotAuthorizedException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RespondToAuthChallengeResponse;

/** What an invited user says along with the first own password: who it is, and attributes. */
@QuarkusTest
@QuarkusTestResource(
        value = BackingServers.class,
        initArgs = @ResourceArg(name = "database", value = "signet_user_pool"))
class NewPasswordTest {
    @ParameterizedTest
    @EnumSource
    void takesTheAddressThatTheUserTyped(Side side) {
        // Given
        Scene scene = Scene.make(pool -> pool.usernameAttributesWithStrings("email"), _ -> {})
                .from(side)
                .withSecret();
        scene.invite("ann@example.com");
        scene.invite("bob@example.com");

        // When
        String session = scene.tryPassword("ann@example.com", PASSWORD).session();

        // Then
        assertBadSession(scene, session, "bob@example.com");
        assertThat(choose(scene, session, "ann@example.com", Map.of()).authenticationResult())
                .isNotNull();
    }

    @ParameterizedTest
    @EnumSource
    void takesTheAliasThatTheUserTypedHoweverItIsSpelledWhereCaseDoesNotMatter(Side side) {
        // Given
        Scene scene = Scene.make(
                        pool -> pool.aliasAttributesWithStrings("email")
                                .usernameConfiguration(names -> names.caseSensitive(false)),
                        _ -> {})
                .from(side);
        for (String name : List.of("ann", "bob")) {
            scene.invite(name, attribute("email", name + "@example.com"), attribute("email_verified", "true"));
        }

        // When
        String session = scene.tryPassword("Ann@example.com", PASSWORD).session();

        // Then
        for (String other : List.of("bob", "bob@example.com", "nobody@example.com")) {
            assertBadSession(scene, session, other);
        }
        assertThat(choose(scene, session, "ann@EXAMPLE.com", Map.of()).authenticationResult())
                .isNotNull();
    }

    @Test
    void mailsTheCodeThatAnAddressCallsForWhichIsGivenWithThePassword() {
        // Given
        Scene scene = Scene.make();
        String sub = scene.invite("ann");
        String session = scene.tryPassword("ann", PASSWORD).session();

        // When
        String accessToken = choose(scene, session, "ann", Map.of("email", "ann@example.com"))
                .authenticationResult()
                .accessToken();

        // Then
        assertThat(attributes(scene)).contains(attribute("email_verified", "false"));
        String code = Mailbox.code(sub, "VERIFY_EMAIL");
        scene.anybody()
                .verifyUserAttribute(
                        r -> r.accessToken(accessToken).attributeName("email").code(code));
        assertThat(attributes(scene))
                .contains(attribute("email", "ann@example.com"), attribute("email_verified", "true"));
    }

    @ParameterizedTest
    @EnumSource
    void refusesAnAliasOrAddressThatAnotherUserHas(Side side) {
        // Given
        Scene names = Scene.make(pool -> pool.aliasAttributesWithStrings("preferred_username"), _ -> {})
                .from(side);
        Scene addresses = Scene.make(pool -> pool.usernameAttributesWithStrings("email"), _ -> {})
                .from(side);
        names.invite("ann", attribute("preferred_username", "queen"));
        addresses.invite("ann@example.com");

        // Then
        assertTaken(names, "bob", "preferred_username", "queen");
        assertTaken(addresses, "bob@example.com", "email", "ann@example.com");
    }

    /** A user is refused what another has, and signs in without it. */
    private static void assertTaken(Scene scene, String username, String attribute, String value) {
        scene.invite(username);
        String session = scene.tryPassword(username, PASSWORD).session();

        assertThatThrownBy(() -> choose(scene, session, username, Map.of(attribute, value)))
                .isInstanceOf(AliasExistsException.class)
                .hasMessageContaining("An account with the " + attribute + " already exists.");
        assertThat(choose(scene, session, username, Map.of()).authenticationResult())
                .isNotNull();
    }

    private static void assertBadSession(Scene scene, String session, String username) {
        assertThatThrownBy(() -> choose(scene, session, username, Map.of()))
                .isInstanceOf(NotAuthorizedException.class)
                .hasMessageContaining("Invalid session for the user.");
    }

    private static RespondToAuthChallengeResponse choose(
            Scene scene, String session, String username, Map<String, String> attributes) {
        Map<String, String> answers = with(
                Map.of("USERNAME", username, "NEW_PASSWORD", "Another-Horse-9"),
                "SECRET_HASH",
                scene.secretHash(username));
        for (var attribute : attributes.entrySet()) {
            answers = with(answers, "userAttributes." + attribute.getKey(), attribute.getValue());
        }
        return scene.respond(ChallengeNameType.NEW_PASSWORD_REQUIRED, answers, session);
    }

    private static List<AttributeType> attributes(Scene scene) {
        return scene.operator()
                .adminGetUser(r -> r.userPoolId(scene.poolId()).username("ann"))
                .userAttributes();
    }
}
