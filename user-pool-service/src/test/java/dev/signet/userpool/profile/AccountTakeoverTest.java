package dev.signet.userpool.profile;

import static dev.signet.userpool.Scene.attribute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.signet.testkit.BackingServers;
import dev.signet.userpool.Mailbox;
import dev.signet.userpool.Scene;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.text.ParseException;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AliasExistsException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NotAuthorizedException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserNotFoundException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.VerifiedAttributeType;

/** A user tries to become another by the other's address or name. */
@QuarkusTest
@QuarkusTestResource(
        value = BackingServers.class,
        initArgs = @ResourceArg(name = "database", value = "signet_user_pool"))
class AccountTakeoverTest {
    @Test
    void anAddressThatMustBeVerifiedFirstStaysTheVictims() {
        // Given
        Scene scene = verifyingFirst();
        var victim = scene.someUser();
        var attacker = scene.someUser();
        String accessToken = scene.signIn(attacker.username()).accessToken();

        // When
        changeEmail(scene, accessToken, address(victim));

        // Then
        assertThat(attributes(scene, accessToken))
                .contains(attribute("email", address(attacker)), attribute("email_verified", "true"));
        assertThat(userOf(scene, address(victim))).isEqualTo(victim.username());
        assertThat(userOf(scene, address(attacker))).isEqualTo(attacker.username());
        assertThatThrownBy(() -> scene.anybody().verifyUserAttribute(r -> r.accessToken(accessToken)
                        .attributeName("email")
                        .code(Mailbox.code(attacker.sub(), "VERIFY_EMAIL"))))
                .isInstanceOf(AliasExistsException.class);
        assertThat(claims(scene, attacker).getClaim("email")).isEqualTo(address(attacker));
    }

    @Test
    void aCodeThatWentToTheOldAddressDoesNotProveTheNewOne() {
        // Given
        Scene scene = verifyingFirst();
        String sub = scene.signUp("alice", "old@example.com");
        scene.operator().adminUpdateUserAttributes(r -> r.userPoolId(scene.poolId())
                .username("alice")
                .userAttributes(attribute("email", "new@example.com")));

        // When
        scene.confirm("alice", Mailbox.code(sub, "SIGN_UP"));

        // Then
        String accessToken = scene.signIn("old@example.com").accessToken();
        assertThat(attributes(scene, accessToken))
                .contains(attribute("email", "old@example.com"), attribute("email_verified", "true"));
        assertThatThrownBy(() -> scene.signIn("new@example.com")).isInstanceOf(UserNotFoundException.class);
        scene.anybody()
                .verifyUserAttribute(
                        r -> r.accessToken(accessToken).attributeName("email").code(Mailbox.code(sub, "VERIFY_EMAIL")));
        assertThat(userOf(scene, "new@example.com")).isEqualTo("alice");
    }

    @Test
    void aPreferredUsernameCannotBeAnothersAddress() {
        // Given
        Scene scene = Scene.make(pool -> pool.aliasAttributesWithStrings("email", "preferred_username"), _ -> {});
        var attacker = scene.someUser();
        String accessToken = scene.signIn(attacker.username()).accessToken();
        var squat = attribute("preferred_username", "victim@example.com");

        // Then
        assertThatThrownBy(() -> scene.anybody()
                        .updateUserAttributes(r -> r.accessToken(accessToken).userAttributes(squat)))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Preferred username cannot be of email format");
        assertThatThrownBy(() -> scene.operator()
                        .adminCreateUser(r ->
                                r.userPoolId(scene.poolId()).username("bob").userAttributes(squat)))
                .isInstanceOf(InvalidParameterException.class);
        String victim = scene.signUp("victim", "victim@example.com");
        scene.confirm("victim", Mailbox.code(victim, "SIGN_UP"));
        assertThat(userOf(scene, "victim@example.com")).isEqualTo("victim");
    }

    @Test
    void anAddressThatIsNotVerifiedSignsNobodyInAndSaysSoInTokens() {
        // Given
        Scene scene = Scene.make(pool -> pool.aliasAttributesWithStrings("email"), _ -> {});
        var victim = scene.someUser();
        var attacker = scene.someUser();
        String accessToken = scene.signIn(attacker.username()).accessToken();

        // When
        changeEmail(scene, accessToken, address(victim));

        // Then
        assertThat(userOf(scene, address(victim))).isEqualTo(victim.username());
        assertThat(claims(scene, attacker).getClaim("email_verified")).isEqualTo(false);
        changeEmail(scene, accessToken, "nobodys@example.com");
        assertThatThrownBy(() -> scene.signIn("nobodys@example.com")).isInstanceOf(UserNotFoundException.class);
    }

    @Test
    void whoTakesADeletedUsersNameIsSomebodyElse() {
        // Given
        Scene scene = Scene.make();
        String sub = scene.confirmedUser("alice");
        var session = scene.signIn("alice");
        scene.anybody().updateUserAttributes(r -> r.accessToken(session.accessToken())
                .userAttributes(attribute("nickname", "Al")));

        // When
        scene.anybody().deleteUser(r -> r.accessToken(session.accessToken()));
        String newSub = scene.confirmedUser("alice");

        // Then
        assertThat(newSub).isNotEqualTo(sub);
        assertThatThrownBy(() -> attributes(scene, session.accessToken()))
                .isInstanceOfAny(NotAuthorizedException.class, UserNotFoundException.class);
        assertThatThrownBy(() -> scene.refresh(session.refreshToken())).isInstanceOf(NotAuthorizedException.class);
        assertThat(attributes(scene, scene.signIn("alice").accessToken()))
                .contains(attribute("sub", newSub))
                .extracting(AttributeType::name)
                .doesNotContain("nickname");
    }

    private static Scene verifyingFirst() {
        return Scene.make(
                pool -> pool.aliasAttributesWithStrings("email")
                        .userAttributeUpdateSettings(settings ->
                                settings.attributesRequireVerificationBeforeUpdate(VerifiedAttributeType.EMAIL)),
                _ -> {});
    }

    private static String address(Scene.User user) {
        return user.username() + "@example.com";
    }

    private static void changeEmail(Scene scene, String accessToken, String email) {
        scene.anybody().updateUserAttributes(r -> r.accessToken(accessToken).userAttributes(attribute("email", email)));
    }

    private static List<AttributeType> attributes(Scene scene, String accessToken) {
        return scene.anybody().getUser(r -> r.accessToken(accessToken)).userAttributes();
    }

    /** Who signs in by a name. */
    private static String userOf(Scene scene, String name) {
        String accessToken = scene.signIn(name).accessToken();
        return scene.anybody().getUser(r -> r.accessToken(accessToken)).username();
    }

    private static JWTClaimsSet claims(Scene scene, Scene.User user) {
        try {
            return SignedJWT.parse(scene.signIn(user.username()).idToken()).getJWTClaimsSet();
        } catch (ParseException e) {
            throw new AssertionError(e);
        }
    }
}
