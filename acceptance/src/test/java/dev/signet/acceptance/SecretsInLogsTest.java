package dev.signet.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.testkit.SignetClients;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentity.model.Credentials;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CognitoIdentityProviderException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ExplicitAuthFlowsType;

/** Threat 100: whoever reads the logs of all services learns no secret of a user. */
class SecretsInLogsTest {
    private final RunningSuite suite = RunningSuite.get();
    private final SignetClients operator = suite.operator();
    private final SignetClients anybody = suite.clients();

    @Test
    void noLogHoldsAPasswordATokenOrAKey() throws Exception {
        String password = "Secret-" + UUID.randomUUID();
        String mistyped = "Mistyped-" + UUID.randomUUID();
        String pool = operator.userPools()
                .createUserPool(request -> request.poolName("logs-" + UUID.randomUUID()))
                .userPool()
                .id();
        var client = operator.userPools()
                .createUserPoolClient(request -> request.userPoolId(pool)
                        .clientName("logs")
                        .explicitAuthFlows(
                                ExplicitAuthFlowsType.ALLOW_USER_PASSWORD_AUTH,
                                ExplicitAuthFlowsType.ALLOW_REFRESH_TOKEN_AUTH))
                .userPoolClient();
        operator.userPools().adminCreateUser(request -> request.userPoolId(pool).username("ada"));
        operator.userPools().adminSetUserPassword(request -> request.userPoolId(pool)
                .username("ada")
                .password(password)
                .permanent(true));
        refusedSignIn(client.clientId(), mistyped);
        AuthenticationResultType tokens = signIn(client.clientId(), password);
        anybody.userPools().getUser(request -> request.accessToken(tokens.accessToken()));
        Credentials guest = guest();
        anybody.as(guest).sts().getCallerIdentity();

        List<String> secrets = List.of(
                password,
                mistyped,
                tokens.accessToken(),
                tokens.idToken(),
                tokens.refreshToken(),
                guest.secretKey(),
                guest.sessionToken());

        assertThat(logs()).isNotEmpty().allSatisfy(log -> {
            String text = Files.readString(log);
            assertThat(secrets).noneMatch(text::contains);
        });
    }

    private AuthenticationResultType signIn(String client, String password) {
        return anybody.userPools()
                .initiateAuth(request -> request.clientId(client)
                        .authFlow(AuthFlowType.USER_PASSWORD_AUTH)
                        .authParameters(Map.of("USERNAME", "ada", "PASSWORD", password)))
                .authenticationResult();
    }

    private void refusedSignIn(String client, String password) {
        try {
            signIn(client, password);
        } catch (CognitoIdentityProviderException refused) {
            assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("NotAuthorizedException");
            return;
        }
        throw new AssertionError("A wrong password was accepted");
    }

    private Credentials guest() {
        String pool = operator.identityPools()
                .createIdentityPool(request -> request.identityPoolName("logs").allowUnauthenticatedIdentities(true))
                .identityPoolId();
        String trust = """
                {"Version": "2012-10-17", "Statement": {"Effect": "Allow",
                 "Principal": {"Federated": "cognito-identity.amazonaws.com"},
                 "Action": "sts:AssumeRoleWithWebIdentity",
                 "Condition": {"StringEquals": {"cognito-identity.amazonaws.com:aud": "%s"}}}}
                """.formatted(pool);
        String role = operator.iam()
                .createRole(
                        request -> request.roleName("logs-" + UUID.randomUUID()).assumeRolePolicyDocument(trust))
                .role()
                .arn();
        operator.identityPools()
                .setIdentityPoolRoles(request -> request.identityPoolId(pool).roles(Map.of("unauthenticated", role)));
        String identity = anybody.identityPools()
                .getId(request -> request.identityPoolId(pool))
                .identityId();
        return anybody.identityPools()
                .getCredentialsForIdentity(request -> request.identityId(identity))
                .credentials();
    }

    private List<Path> logs() throws IOException {
        try (Stream<Path> files = Files.walk(suite.logs())) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
