package dev.signet.userpool.verification;

import static dev.signet.userpool.Scene.attribute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.testkit.BackingServers;
import dev.signet.userpool.Mailbox;
import dev.signet.userpool.Rows;
import dev.signet.userpool.Scene;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AliasExistsException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CodeDeliveryDetailsType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CodeMismatchException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ExpiredCodeException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.LimitExceededException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NotAuthorizedException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.VerifiedAttributeType;

@QuarkusTest
@QuarkusTestResource(
        value = BackingServers.class,
        initArgs = @ResourceArg(name = "database", value = "signet_user_pool"))
class VerificationTest {
    private static final String MAIL = "VERIFY_EMAIL";

    @Test
    void verifiesAChangedAddress() {
        // Given
        Scene scene = Scene.make();
        var user = scene.someUser();
        String accessToken = scene.signIn(user.username()).accessToken();
        changeEmail(scene, accessToken, "new@example.com");
        assertThat(attributes(scene, accessToken)).contains(attribute("email_verified", "false"));

        // When
        verify(scene, accessToken, Mailbox.code(user.sub(), MAIL));

        // Then
        assertThat(attributes(scene, accessToken))
                .contains(attribute("email", "new@example.com"), attribute("email_verified", "true"));
    }

    @Test
    void keepsTheOldAddressUntilTheNewOneIsVerified() {
        // Given
        Scene scene = Scene.make(
                pool -> pool.userAttributeUpdateSettings(
                        settings -> settings.attributesRequireVerificationBeforeUpdate(VerifiedAttributeType.EMAIL)),
                _ -> {});
        var user = scene.someUser();
        String old = user.username() + "@example.com";
        String accessToken = scene.signIn(user.username()).accessToken();

        // When
        changeEmail(scene, accessToken, "new@example.com");

        // Then
        assertThat(attributes(scene, accessToken))
                .contains(attribute("email", old), attribute("email_verified", "true"));
        verify(scene, accessToken, Mailbox.code(user.sub(), MAIL));
        assertThat(attributes(scene, accessToken))
                .contains(attribute("email", "new@example.com"), attribute("email_verified", "true"));
    }

    @Test
    void refusesToVerifyAnAddressThatIsAnotherUsersAlias() {
        // Given
        Scene scene = Scene.make(pool -> pool.aliasAttributesWithStrings("email"), _ -> {});
        var victim = scene.someUser();
        var user = scene.someUser();
        String accessToken = scene.signIn(user.username()).accessToken();
        changeEmail(scene, accessToken, victim.username() + "@example.com");

        // Then
        assertThatThrownBy(() -> verify(scene, accessToken, Mailbox.code(user.sub(), MAIL)))
                .isInstanceOf(AliasExistsException.class);
        assertThat(scene.anybody()
                        .getUser(r -> r.accessToken(
                                scene.signIn(victim.username() + "@example.com").accessToken()))
                        .username())
                .isEqualTo(victim.username());
    }

    @Test
    void refusesACodeForAnAddressThatWasReplaced() {
        Scene scene = Scene.make();
        var user = scene.someUser();
        String accessToken = scene.signIn(user.username()).accessToken();
        changeEmail(scene, accessToken, "first@example.com");
        String first = Mailbox.code(user.sub(), MAIL);
        changeEmail(scene, accessToken, "second@example.com");
        String second = Mailbox.code(user.sub(), MAIL, 2);

        if (!first.equals(second)) {
            assertThatThrownBy(() -> verify(scene, accessToken, first)).isInstanceOf(CodeMismatchException.class);
        }
        verify(scene, accessToken, second);
        assertThat(attributes(scene, accessToken)).contains(attribute("email", "second@example.com"));
    }

    @Test
    void sendsACodeOnDemandFiveTimesAnHour() {
        // Given
        Scene scene = Scene.make();
        var user = scene.someUser();
        String accessToken = scene.signIn(user.username()).accessToken();

        // When
        for (int i = 0; i < 5; i++) {
            assertThat(send(scene, accessToken, "email").destination()).isEqualTo("u***@e***");
        }

        // Then
        assertThatThrownBy(() -> send(scene, accessToken, "email")).isInstanceOf(LimitExceededException.class);
        verify(scene, accessToken, Mailbox.code(user.sub(), MAIL, 5));
    }

    @Test
    void refusesAWrongAnExpiredAndNoCode() {
        // Given
        Scene scene = Scene.make();
        var user = scene.someUser();
        String accessToken = scene.signIn(user.username()).accessToken();

        // Then
        assertThatThrownBy(() -> verify(scene, accessToken, "123456")).isInstanceOf(ExpiredCodeException.class);
        send(scene, accessToken, "email");
        String code = Mailbox.code(user.sub(), MAIL);
        for (int i = 0; i < 14; i++) {
            assertThatThrownBy(() -> verify(scene, accessToken, code.equals("000000") ? "000001" : "000000"))
                    .isInstanceOf(CodeMismatchException.class);
        }
        assertThatThrownBy(() -> verify(scene, accessToken, code)).isInstanceOf(LimitExceededException.class);
        Rows.ageCounts(user.sub(), "1 hour");
        Rows.ageCodes(user.sub(), "24 hours");
        assertThatThrownBy(() -> verify(scene, accessToken, code)).isInstanceOf(ExpiredCodeException.class);
    }

    @Test
    void refusesPhoneNumbersAndOtherAttributesByName() {
        Scene scene = Scene.make();
        String accessToken = scene.signIn(scene.someUser().username()).accessToken();

        for (var refused : Map.of(
                        "phone_number",
                        "Delivery by SMS is not supported by this version of Signet.",
                        "name",
                        "Invalid attribute for verification: name")
                .entrySet()) {
            assertThatThrownBy(() -> send(scene, accessToken, refused.getKey()))
                    .isInstanceOf(InvalidParameterException.class)
                    .hasMessageContaining(refused.getValue());
            assertThatThrownBy(() -> scene.anybody().verifyUserAttribute(r -> r.accessToken(accessToken)
                            .attributeName(refused.getKey())
                            .code("123456")))
                    .isInstanceOf(InvalidParameterException.class)
                    .hasMessageContaining(refused.getValue());
        }
        assertThatThrownBy(() -> send(scene, "not.a.token", "email")).isInstanceOf(NotAuthorizedException.class);
    }

    @Test
    void refusesACodeWhoseAddressTheOperatorHasReplaced() {
        Scene scene = Scene.make();
        var user = scene.someUser();
        String accessToken = scene.signIn(user.username()).accessToken();
        send(scene, accessToken, "email");
        String code = Mailbox.code(user.sub(), MAIL);

        scene.operator().adminUpdateUserAttributes(r -> r.userPoolId(scene.poolId())
                .username(user.username())
                .userAttributes(attribute("email", "new@example.com"), attribute("email_verified", "true")));

        assertThatThrownBy(() -> verify(scene, accessToken, code)).isInstanceOf(ExpiredCodeException.class);
    }

    @Test
    void refusesWhereThereIsNothingToVerify() {
        Scene scene = Scene.make();
        scene.operator()
                .adminCreateUser(
                        r -> r.userPoolId(scene.poolId()).username("bare").messageAction("SUPPRESS"));
        scene.operator().adminSetUserPassword(r -> r.userPoolId(scene.poolId())
                .username("bare")
                .password(Scene.PASSWORD)
                .permanent(true));
        String accessToken = scene.signIn("bare").accessToken();

        assertThatThrownBy(() -> send(scene, accessToken, "email"))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("User has no email to verify");
    }

    private static CodeDeliveryDetailsType send(Scene scene, String accessToken, String attribute) {
        return scene.anybody()
                .getUserAttributeVerificationCode(
                        r -> r.accessToken(accessToken).attributeName(attribute))
                .codeDeliveryDetails();
    }

    private static void verify(Scene scene, String accessToken, String code) {
        scene.anybody()
                .verifyUserAttribute(
                        r -> r.accessToken(accessToken).attributeName("email").code(code));
    }

    private static void changeEmail(Scene scene, String accessToken, String email) {
        scene.anybody().updateUserAttributes(r -> r.accessToken(accessToken).userAttributes(attribute("email", email)));
    }

    private static List<AttributeType> attributes(Scene scene, String accessToken) {
        return scene.anybody().getUser(r -> r.accessToken(accessToken)).userAttributes();
    }
}
