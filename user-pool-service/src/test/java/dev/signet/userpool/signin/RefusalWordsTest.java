package dev.signet.userpool.signin;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.testkit.BackingServers;
import dev.signet.userpool.Scene;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NotAuthorizedException;

/** Why a sign-in is refused before anything is proven, in AWS's words where AWS has some. */
@QuarkusTest
@QuarkusTestResource(
        value = BackingServers.class,
        initArgs = @ResourceArg(name = "database", value = "signet_user_pool"))
class RefusalWordsTest {
    @ParameterizedTest
    @CsvSource({
        "ADMIN_USER_PASSWORD_AUTH,Initiate Auth method not supported: ADMIN_USER_PASSWORD_AUTH",
        "ADMIN_NO_SRP_AUTH,Initiate Auth method not supported: ADMIN_NO_SRP_AUTH",
        "CUSTOM_AUTH,The flow CUSTOM_AUTH is not supported by this version of Signet.",
        "USER_AUTH,The flow USER_AUTH is not supported by this version of Signet."
    })
    void namesTheFlowThatAUsersClientMayNotUse(String flow, String words) {
        Scene scene = Scene.make();

        assertThatThrownBy(() -> scene.anybody().initiateAuth(r -> r.clientId(scene.clientId())
                        .authFlow(flow)
                        .authParameters(Map.of("USERNAME", "ann", "PASSWORD", Scene.PASSWORD))))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining(words);
    }

    @ParameterizedTest
    @CsvSource({
        "USER_PASSWORD_AUTH,Initiate Auth method not supported: USER_PASSWORD_AUTH",
        "CUSTOM_AUTH,The flow CUSTOM_AUTH is not supported by this version of Signet.",
        "USER_AUTH,The flow USER_AUTH is not supported by this version of Signet."
    })
    void namesTheFlowThatAnOperatorsServerMayNotUse(String flow, String words) {
        Scene scene = Scene.make();

        assertThatThrownBy(() -> scene.operator().adminInitiateAuth(r -> r.userPoolId(scene.poolId())
                        .clientId(scene.clientId())
                        .authFlow(flow)
                        .authParameters(Map.of("USERNAME", "ann", "PASSWORD", Scene.PASSWORD))))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining(words);
    }

    @Test
    void namesTheParameterThatIsMissingOrEmpty() {
        Scene scene = Scene.make();

        assertThatThrownBy(() -> scene.initiate(AuthFlowType.USER_PASSWORD_AUTH, Map.of("USERNAME", "ann")))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Missing required parameter PASSWORD");
        assertThatThrownBy(() -> scene.tryPassword("", Scene.PASSWORD))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Missing required parameter USERNAME");
    }

    @Test
    void namesTheChallengeThatIsNotBuilt() {
        Scene scene = Scene.make();

        assertThatThrownBy(() -> scene.anybody().respondToAuthChallenge(r -> r.clientId(scene.clientId())
                        .challengeName("SELECT_MFA_TYPE")
                        .session("x".repeat(20))
                        .challengeResponses(Map.of("USERNAME", "ann", "ANSWER", "SMS_MFA"))))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("The challenge SELECT_MFA_TYPE is not supported by this version of Signet.");
    }

    @Test
    void saysWhetherTheSecretHashIsMissingOrWrong() {
        Scene scene = Scene.make().withSecret();
        String username = scene.someUser().username();
        Map<String, String> without = Map.of("USERNAME", username, "PASSWORD", Scene.PASSWORD);

        assertThatThrownBy(() -> scene.initiate(AuthFlowType.USER_PASSWORD_AUTH, without))
                .isInstanceOf(NotAuthorizedException.class)
                .hasMessageContaining(
                        "Client " + scene.clientId() + " is configured with secret but SECRET_HASH was not received");
        assertThatThrownBy(() -> scene.initiate(
                        AuthFlowType.USER_PASSWORD_AUTH,
                        Scene.with(without, "SECRET_HASH", scene.secretHash("somebody-else"))))
                .isInstanceOf(NotAuthorizedException.class)
                .hasMessageContaining("Unable to verify secret hash for client " + scene.clientId());
    }
}
