package dev.signet.testkit;

import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ExplicitAuthFlowsType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.MessageActionType;

/**
 * A user pool of a test's own, with an app client that may use every flow and users that can sign in at once.
 *
 * <pre>{@code
 * var pool = UserPoolFixture.make(SignetClients.underTest());
 * String idToken = pool.signIn(pool.user()).idToken();
 * }</pre>
 */
public record UserPoolFixture(SignetClients clients, String poolId, String clientId) {
    /** The password of every user made here. */
    public static final String PASSWORD = "Correct-Horse-9";

    /** Makes a pool and its client by the operator. */
    public static UserPoolFixture make(SignetClients clients) {
        return make(clients, _ -> {});
    }

    /** As {@link #make(SignetClients)}, with more wishes for the pool. */
    public static UserPoolFixture make(SignetClients clients, Consumer<CreateUserPoolRequest.Builder> wishes) {
        CognitoIdentityProviderClient operator = clients.operator().userPools();
        String poolId = operator.createUserPool(request -> {
                    request.poolName("pool-" + UUID.randomUUID());
                    wishes.accept(request);
                })
                .userPool()
                .id();
        String clientId = operator.createUserPoolClient(request -> request.userPoolId(poolId)
                        .clientName("client")
                        .explicitAuthFlows(
                                ExplicitAuthFlowsType.ALLOW_USER_SRP_AUTH,
                                ExplicitAuthFlowsType.ALLOW_USER_PASSWORD_AUTH,
                                ExplicitAuthFlowsType.ALLOW_ADMIN_USER_PASSWORD_AUTH,
                                ExplicitAuthFlowsType.ALLOW_REFRESH_TOKEN_AUTH))
                .userPoolClient()
                .clientId();
        return new UserPoolFixture(clients, poolId, clientId);
    }

    /** Somebody who can sign in. */
    public record User(String username, String sub, String email) {}

    /** Makes a confirmed user with a verified e-mail address, under a name that no other test uses. */
    public User user() {
        return user("user-" + UUID.randomUUID());
    }

    /** Makes a confirmed user with a verified e-mail address. */
    public User user(String username) {
        CognitoIdentityProviderClient operator = clients.operator().userPools();
        String email = username + "@example.com";
        String sub = operator
                .adminCreateUser(request -> request.userPoolId(poolId)
                        .username(username)
                        .messageAction(MessageActionType.SUPPRESS)
                        .userAttributes(attribute("email", email), attribute("email_verified", "true")))
                .user()
                .attributes()
                .stream()
                .filter(attribute -> attribute.name().equals("sub"))
                .findFirst()
                .orElseThrow()
                .value();
        operator.adminSetUserPassword(request ->
                request.userPoolId(poolId).username(username).password(PASSWORD).permanent(true));
        return new User(username, sub, email);
    }

    /** Signs a user in with the password; the answer holds the tokens. */
    public AuthenticationResultType signIn(User user) {
        return clients.userPools()
                .initiateAuth(request -> request.clientId(clientId)
                        .authFlow(AuthFlowType.USER_PASSWORD_AUTH)
                        .authParameters(Map.of("USERNAME", user.username(), "PASSWORD", PASSWORD)))
                .authenticationResult();
    }

    private static AttributeType attribute(String name, String value) {
        return AttributeType.builder().name(name).value(value).build();
    }
}
