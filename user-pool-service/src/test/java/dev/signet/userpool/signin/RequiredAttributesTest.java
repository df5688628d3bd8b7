package dev.signet.userpool.signin;

import static dev.signet.userpool.Scene.PASSWORD;
import static dev.signet.userpool.Scene.attribute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.testkit.BackingServers;
import dev.signet.userpool.Scene;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.RespondToAuthChallengeResponse;

/** What a pool requires of its users and an operator left out, the user gives with the first own password. */
@QuarkusTest
@QuarkusTestResource(
        value = BackingServers.class,
        initArgs = @ResourceArg(name = "database", value = "signet_user_pool"))
class RequiredAttributesTest {
    @Test
    void areNamedByTheChallengeAndGivenWithItsAnswer() {
        // Given
        Scene scene = requiring();
        String session = begun(scene);

        // When
        var answer = choose(scene, session, Map.of("name", "Anna", "given_name", "Ann"));

        // Then
        assertThat(answer.authenticationResult()).isNotNull();
        assertThat(scene.operator()
                        .adminGetUser(r -> r.userPoolId(scene.poolId()).username("anna"))
                        .userAttributes())
                .contains(attribute("name", "Anna"), attribute("given_name", "Ann"));
    }

    @Test
    void areDemandedBeforeThePasswordIsTaken() {
        Scene scene = requiring();
        String session = begun(scene);

        assertThatThrownBy(() -> choose(scene, session, Map.of("name", "Anna")))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("given_name: The attribute is required");
        assertThatThrownBy(() -> choose(scene, session, Map.of("name", "", "given_name", "Ann")))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("name: The attribute is required");
        assertThat(choose(scene, session, Map.of("name", "Anna", "given_name", "Ann"))
                        .authenticationResult())
                .isNotNull();
    }

    @Test
    void areDemandedOfWhoSignsUp() {
        Scene scene = requiring();

        assertThatThrownBy(() -> scene.anybody().signUp(r -> r.clientId(scene.clientId())
                        .username("bob")
                        .password(PASSWORD)
                        .userAttributes(attribute("name", "Bob"))))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("given_name: The attribute is required");
    }

    /** A pool where users have a name, which they may change, and a given name, which they may not. */
    private static Scene requiring() {
        return Scene.make(
                pool -> pool.schema(
                        name -> name.name("name")
                                .attributeDataType("String")
                                .required(true)
                                .mutable(true),
                        given -> given.name("given_name")
                                .attributeDataType("String")
                                .required(true)
                                .mutable(false)),
                _ -> {});
    }

    private static String begun(Scene scene) {
        scene.operator().adminCreateUser(r -> r.userPoolId(scene.poolId())
                .username("anna")
                .temporaryPassword(PASSWORD)
                .messageAction("SUPPRESS"));
        var begun = scene.tryPassword("anna", PASSWORD);
        assertThat(begun.challengeParameters().get("requiredAttributes"))
                .contains("\"userAttributes.name\"", "\"userAttributes.given_name\"");
        return begun.session();
    }

    private static RespondToAuthChallengeResponse choose(Scene scene, String session, Map<String, String> attributes) {
        Map<String, String> answers = new HashMap<>(Map.of("USERNAME", "anna", "NEW_PASSWORD", "Another-Horse-9"));
        attributes.forEach((name, value) -> answers.put("userAttributes." + name, value));
        return scene.respond(ChallengeNameType.NEW_PASSWORD_REQUIRED, answers, session);
    }
}
