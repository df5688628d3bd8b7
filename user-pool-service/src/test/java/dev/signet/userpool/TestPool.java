package dev.signet.userpool;

import dev.signet.testkit.SignetClients;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolClientRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ExplicitAuthFlowsType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.GetUserResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InitiateAuthResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.MessageActionType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UpdateUserAttributesResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolClientType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserType;

/** A pool of a test's own, and the SDK clients that reach it. */
public record TestPool(CognitoIdentityProviderClient operator, CognitoIdentityProviderClient anybody, String id) {
    /** A password that every policy accepts. */
    public static final String PASSWORD = "Correct-Horse-9";

    /** A pool that says nothing about itself. */
    public static TestPool make() {
        return make(pool -> {});
    }

    /** A pool as a test wants it. */
    public static TestPool make(Consumer<CreateUserPoolRequest.Builder> wishes) {
        SignetClients clients = SignetClients.underTest();
        CognitoIdentityProviderClient operator = clients.operator().userPools();
        UserPoolType made = operator.createUserPool(pool -> {
                    pool.poolName("pool-" + UUID.randomUUID());
                    wishes.accept(pool);
                })
                .userPool();
        return new TestPool(operator, clients.userPools(), made.id());
    }

    public UserPoolType describe() {
        return operator.describeUserPool(r -> r.userPoolId(id)).userPool();
    }

    /** Makes an app client as a test wants it. */
    public UserPoolClientType client(Consumer<CreateUserPoolClientRequest.Builder> wishes) {
        return operator.createUserPoolClient(client -> {
                    client.userPoolId(id).clientName("app");
                    wishes.accept(client);
                })
                .userPoolClient();
    }

    public UserPoolClientType describeClient(String clientId) {
        return operator.describeUserPoolClient(r -> r.userPoolId(id).clientId(clientId))
                .userPoolClient();
    }

    /** Makes a user without telling anybody, with attributes as name, value, name, value. */
    public UserType user(String username, String... attributes) {
        return operator.adminCreateUser(user -> user.userPoolId(id)
                        .username(username)
                        .messageAction(MessageActionType.SUPPRESS)
                        .temporaryPassword(PASSWORD)
                        .userAttributes(attributes(attributes)))
                .user();
    }

    /** An attribute of a user as the operator sees it, null when there is none. */
    public String attribute(String username, String name) {
        return operator.adminGetUser(r -> r.userPoolId(id).username(username)).userAttributes().stream()
                .filter(attribute -> attribute.name().equals(name))
                .map(AttributeType::value)
                .findFirst()
                .orElse(null);
    }

    /** Makes a user that signs in with {@link #PASSWORD}. */
    public UserType confirmedUser(String username, String... attributes) {
        UserType user = user(username, attributes);
        operator.adminSetUserPassword(
                r -> r.userPoolId(id).username(username).password(PASSWORD).permanent(true));
        return user;
    }

    /** Signs a user up, who waits for confirmation. */
    public void signUp(String username, String... attributes) {
        String client = signInClient();
        anybody.signUp(
                r -> r.clientId(client).username(username).password(PASSWORD).userAttributes(attributes(attributes)));
    }

    /** A client without a secret that signs in with a password. */
    public String signInClient() {
        return signInClient(c -> {});
    }

    private String signInClient(Consumer<CreateUserPoolClientRequest.Builder> wishes) {
        return client(c -> {
                    c.explicitAuthFlows(
                            ExplicitAuthFlowsType.ALLOW_USER_PASSWORD_AUTH,
                            ExplicitAuthFlowsType.ALLOW_REFRESH_TOKEN_AUTH);
                    wishes.accept(c);
                })
                .clientId();
    }

    /** Signs in by a new client. */
    public InitiateAuthResponse signIn(String username, String password) {
        return signIn(signInClient(), username, password);
    }

    private InitiateAuthResponse signIn(String client, String username, String password) {
        return anybody.initiateAuth(r -> r.clientId(client)
                .authFlow(AuthFlowType.USER_PASSWORD_AUTH)
                .authParameters(Map.of("USERNAME", username, "PASSWORD", password)));
    }

    /** Signs in a user made by {@link #confirmedUser}. */
    public String accessToken(String username) {
        return accessToken(username, c -> {});
    }

    /** Signs in a user made by {@link #confirmedUser} through a client as a test wants it. */
    public String accessToken(String username, Consumer<CreateUserPoolClientRequest.Builder> wishes) {
        return signIn(signInClient(wishes), username, PASSWORD)
                .authenticationResult()
                .accessToken();
    }

    public GetUserResponse getUser(String accessToken) {
        return anybody.getUser(r -> r.accessToken(accessToken));
    }

    /** Sets attributes as the signed-in user. */
    public UpdateUserAttributesResponse updateOwn(String accessToken, String... attributes) {
        return anybody.updateUserAttributes(r -> r.accessToken(accessToken).userAttributes(attributes(attributes)));
    }

    /** Sets attributes as the operator. */
    public void update(String username, String... attributes) {
        operator.adminUpdateUserAttributes(
                r -> r.userPoolId(id).username(username).userAttributes(attributes(attributes)));
    }

    public UserStatusType status(String username) {
        return operator.adminGetUser(r -> r.userPoolId(id).username(username)).userStatus();
    }

    public static AttributeType[] attributes(String... namesAndValues) {
        AttributeType[] attributes = new AttributeType[namesAndValues.length / 2];
        for (int i = 0; i < attributes.length; i++) {
            attributes[i] = AttributeType.builder()
                    .name(namesAndValues[2 * i])
                    .value(namesAndValues[2 * i + 1])
                    .build();
        }
        return attributes;
    }
}
