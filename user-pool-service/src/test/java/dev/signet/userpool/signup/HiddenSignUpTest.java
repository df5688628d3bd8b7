package dev.signet.userpool.signup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.testkit.BackingServers;
import dev.signet.userpool.Scene;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CodeDeliveryDetailsType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CodeMismatchException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NotAuthorizedException;

/** A client that hides who exists tells it by no step of signing up either. */
@QuarkusTest
@QuarkusTestResource(
        value = BackingServers.class,
        initArgs = @ResourceArg(name = "database", value = "signet_user_pool"))
class HiddenSignUpTest {
    @Test
    void answersForAConfirmedUserAsForNobody() {
        // Given
        Scene scene = Scene.hiding();
        String username = scene.someUser().username();

        // When
        CodeDeliveryDetailsType delivery = resend(scene, username);

        // Then
        assertThat(delivery).isEqualTo(resend(scene, username));
        assertThat(delivery.destination()).matches("[a-z]\\*\\*\\*@[a-z]\\*\\*\\*");
        for (String name : new String[] {username, "nobody"}) {
            assertThatThrownBy(() -> scene.confirm(name, "123456")).isInstanceOf(CodeMismatchException.class);
        }
    }

    @Test
    void answersForWhoHasNoAddressToVerifyAsForNobody() {
        Scene scene = Scene.make(
                pool -> pool.autoVerifiedAttributesWithStrings(List.of()),
                client -> client.preventUserExistenceErrors("ENABLED"));
        scene.signUp("ann");

        assertThat(resend(scene, "ann").destination()).isNotBlank();
        assertThat(resend(scene, "nobody").destination()).isNotBlank();
    }

    @Test
    void tellsWhereTheClientHidesNothing() {
        Scene scene = Scene.make();
        String username = scene.someUser().username();

        assertThatThrownBy(() -> resend(scene, username))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("User is already confirmed.");
        assertThatThrownBy(() -> scene.confirm(username, "123456"))
                .isInstanceOf(NotAuthorizedException.class)
                .hasMessageContaining("User cannot be confirmed. Current status is CONFIRMED");
    }

    private static CodeDeliveryDetailsType resend(Scene scene, String username) {
        return scene.anybody()
                .resendConfirmationCode(r -> r.clientId(scene.clientId()).username(username))
                .codeDeliveryDetails();
    }
}
