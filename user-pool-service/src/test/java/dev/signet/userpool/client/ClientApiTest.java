package dev.signet.userpool.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.testkit.BackingServers;
import dev.signet.userpool.SameWish;
import dev.signet.userpool.TestPool;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CreateUserPoolClientRequest;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ExplicitAuthFlowsType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ListUserPoolClientsResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.PreventUserExistenceErrorTypes;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ResourceNotFoundException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.TimeUnitsType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolClientType;

@QuarkusTest
@QuarkusTestResource(
        value = BackingServers.class,
        initArgs = @ResourceArg(name = "database", value = "signet_user_pool"))
class ClientApiTest {
    private static final String NOBODYS_CLIENT = "0123456789abcdefghijklmnop";
    private static final String NOBODYS_POOL = "us-east-1_Nobody000";

    @Test
    void makesAClientWithAwssDefaults() {
        // Given
        TestPool pool = TestPool.make();

        // When
        UserPoolClientType client = pool.client(c -> {});

        // Then
        assertThat(client.clientId()).matches("[0-9a-z]{26}");
        assertThat(client.clientSecret()).isNull();
        assertThat(client.refreshTokenValidity()).isEqualTo(30);
        assertThat(client.accessTokenValidity()).isEqualTo(1);
        assertThat(client.authSessionValidity()).isEqualTo(3);
        assertThat(client.enableTokenRevocation()).isTrue();
        assertThat(client.preventUserExistenceErrors()).isNull();
        assertThat(client.hasExplicitAuthFlows()).isFalse();
    }

    @Test
    void keepsEverythingThatItWasTold() {
        // Given
        TestPool pool = TestPool.make(
                p -> p.schema(a -> a.name("plan").attributeDataType("String").mutable(true)));

        // When
        UserPoolClientType made = pool.client(c -> c.clientName("web app")
                .generateSecret(true)
                .explicitAuthFlows(
                        ExplicitAuthFlowsType.ALLOW_USER_SRP_AUTH, ExplicitAuthFlowsType.ALLOW_REFRESH_TOKEN_AUTH)
                .accessTokenValidity(10)
                .idTokenValidity(15)
                .refreshTokenValidity(90)
                .tokenValidityUnits(
                        u -> u.accessToken("minutes").idToken("minutes").refreshToken("days"))
                .readAttributes("email", "email_verified", "custom:plan")
                .writeAttributes("email", "custom:plan")
                .preventUserExistenceErrors(PreventUserExistenceErrorTypes.ENABLED)
                .enableTokenRevocation(false)
                .authSessionValidity(5)
                .supportedIdentityProviders("COGNITO"));

        // Then
        UserPoolClientType shown = pool.describeClient(made.clientId());
        assertThat(shown.clientSecret()).isEqualTo(made.clientSecret()).matches("[0-9a-z]{52}");
        assertThat(shown.clientName()).isEqualTo("web app");
        assertThat(shown.userPoolId()).isEqualTo(pool.id());
        assertThat(shown.explicitAuthFlows())
                .containsExactly(
                        ExplicitAuthFlowsType.ALLOW_USER_SRP_AUTH, ExplicitAuthFlowsType.ALLOW_REFRESH_TOKEN_AUTH);
        assertThat(shown.accessTokenValidity()).isEqualTo(10);
        assertThat(shown.idTokenValidity()).isEqualTo(15);
        assertThat(shown.refreshTokenValidity()).isEqualTo(90);
        assertThat(shown.tokenValidityUnits().accessToken()).isEqualTo(TimeUnitsType.MINUTES);
        assertThat(shown.readAttributes()).containsExactly("email", "email_verified", "custom:plan");
        assertThat(shown.writeAttributes()).containsExactly("email", "custom:plan");
        assertThat(shown.preventUserExistenceErrors()).isEqualTo(PreventUserExistenceErrorTypes.ENABLED);
        assertThat(shown.enableTokenRevocation()).isFalse();
        assertThat(shown.authSessionValidity()).isEqualTo(5);
        assertThat(shown.supportedIdentityProviders()).containsExactly("COGNITO");
    }

    @Test
    void takesASecretOfTheCallers() {
        // Given
        TestPool pool = TestPool.make();
        String secret = "abcdefghijklmnopqrstuvwx";

        // When
        UserPoolClientType client = pool.client(c -> c.clientSecret(secret));

        // Then
        assertThat(pool.describeClient(client.clientId()).clientSecret()).isEqualTo(secret);
    }

    static Stream<Arguments> wishesThatAreRefused() {
        String lives = "Invalid range for token validity.";
        String reads = "Invalid read attributes specified while creating a client";
        String writes = "Invalid write attributes specified while creating a client";
        return Stream.of(
                refused(c -> c.accessTokenValidity(4).tokenValidityUnits(u -> u.accessToken("minutes")), lives),
                refused(c -> c.idTokenValidity(25), lives),
                refused(c -> c.refreshTokenValidity(59).tokenValidityUnits(u -> u.refreshToken("minutes")), lives),
                refused(c -> c.refreshTokenValidity(3651), lives),
                refused(
                        c -> c.accessTokenValidity(10)
                                .refreshTokenValidity(2)
                                .tokenValidityUnits(u -> u.refreshToken("hours")),
                        lives),
                refused(c -> c.readAttributes("custom:none"), reads),
                refused(c -> c.writeAttributes("custom:none"), writes),
                refused(c -> c.writeAttributes("email_verified"), writes),
                refused(c -> c.writeAttributes("sub"), writes),
                refused(
                        c -> c.explicitAuthFlowsWithStrings("ALLOW_USER_SRP_AUTH", "USER_PASSWORD_AUTH"),
                        "cannot be used together"),
                refused(
                        c -> c.supportedIdentityProviders("Google"),
                        "The provider Google does not exist for User Pool"));
    }

    static Stream<Arguments> wishesThatAreNotBuilt() {
        return Stream.of(
                refused(
                        c -> c.allowedOAuthFlowsUserPoolClient(true),
                        "AllowedOAuthFlowsUserPoolClient is not supported"),
                refused(c -> c.allowedOAuthFlowsWithStrings("code"), "AllowedOAuthFlows is not supported"),
                refused(c -> c.allowedOAuthScopes("openid"), "AllowedOAuthScopes is not supported"),
                refused(c -> c.callbackURLs("https://example.com"), "CallbackURLs is not supported"),
                refused(c -> c.logoutURLs("https://example.com"), "LogoutURLs is not supported"),
                refused(c -> c.defaultRedirectURI("https://example.com"), "DefaultRedirectURI is not supported"),
                refused(
                        c -> c.analyticsConfiguration(a -> a.applicationId("abc")),
                        "AnalyticsConfiguration is not supported"),
                refused(
                        c -> c.refreshTokenRotation(r -> r.feature("ENABLED")),
                        "RefreshTokenRotation is not supported"));
    }

    private static Arguments refused(Consumer<CreateUserPoolClientRequest.Builder> wish, String message) {
        return Arguments.of(wish, message);
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource({"wishesThatAreRefused", "wishesThatAreNotBuilt"})
    void refusesWishesThatItCannotKeep(Consumer<CreateUserPoolClientRequest.Builder> wish, String message) {
        // Given
        TestPool pool = TestPool.make();
        UserPoolClientType made = pool.client(c -> c.authSessionValidity(5));
        CreateUserPoolClientRequest wanted =
                CreateUserPoolClientRequest.builder().applyMutation(wish).build();

        // When, Then
        assertThatThrownBy(() -> pool.client(wish))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining(message);
        assertThatThrownBy(() -> pool.operator().updateUserPoolClient(r -> {
                    SameWish.copy(wanted, r);
                    r.userPoolId(pool.id()).clientId(made.clientId());
                }))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining(message);
        assertThat(pool.describeClient(made.clientId())).isEqualTo(made);
    }

    @Test
    void refusesASecretOfTheCallersBesideAGeneratedOne() {
        TestPool pool = TestPool.make();

        assertThatThrownBy(() -> pool.client(c -> c.generateSecret(true).clientSecret("abcdefghijklmnopqrstuvwx")))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("cannot be used together");
    }

    @Test
    void attributesThatThePoolRequiresMustBeWritable() {
        // Given
        TestPool pool = TestPool.make(p -> p.schema(a -> a.name("email").required(true)));

        // When, Then
        assertUnwritable(pool, "name");
    }

    @Test
    void developerOnlyAttributesAreNeverWritable() {
        // Given
        TestPool pool = TestPool.make(
                p -> p.schema(a -> a.name("role").attributeDataType("String").developerOnlyAttribute(true)));

        // When, Then
        assertUnwritable(pool, "dev:custom:role");
    }

    private static void assertUnwritable(TestPool pool, String attribute) {
        String client = pool.client(c -> {}).clientId();
        assertThatThrownBy(() -> pool.client(c -> c.writeAttributes(attribute)))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Invalid write attributes");
        assertThatThrownBy(() -> pool.operator()
                        .updateUserPoolClient(
                                c -> c.userPoolId(pool.id()).clientId(client).writeAttributes(attribute)))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Invalid write attributes");
    }

    @Test
    void updateResetsWhatItLeavesOutAndKeepsTheSecret() {
        // Given
        TestPool pool = TestPool.make();
        UserPoolClientType made = pool.client(c -> c.generateSecret(true)
                .accessTokenValidity(5)
                .tokenValidityUnits(u -> u.accessToken("minutes"))
                .preventUserExistenceErrors(PreventUserExistenceErrorTypes.ENABLED)
                .readAttributes("email"));

        // When
        UserPoolClientType updated = pool.operator()
                .updateUserPoolClient(
                        c -> c.userPoolId(pool.id()).clientId(made.clientId()).clientName("renamed"))
                .userPoolClient();

        // Then
        assertThat(updated).isEqualTo(pool.describeClient(made.clientId()));
        assertThat(updated.clientName()).isEqualTo("renamed");
        assertThat(updated.clientSecret()).isEqualTo(made.clientSecret());
        assertThat(updated.accessTokenValidity()).isEqualTo(1);
        assertThat(updated.tokenValidityUnits()).isNull();
        assertThat(updated.preventUserExistenceErrors()).isNull();
        assertThat(updated.hasReadAttributes()).isFalse();
    }

    @Test
    void listsClientsPageByPage() {
        // Given
        TestPool pool = TestPool.make();
        TestPool.make().client(c -> {});
        List<String> made = List.of(
                pool.client(c -> {}).clientId(),
                pool.client(c -> {}).clientId(),
                pool.client(c -> {}).clientId());

        // When
        List<String> listed = new ArrayList<>();
        String token = null;
        do {
            String from = token;
            ListUserPoolClientsResponse page = pool.operator()
                    .listUserPoolClients(
                            r -> r.userPoolId(pool.id()).maxResults(2).nextToken(from));
            page.userPoolClients().forEach(client -> listed.add(client.clientId()));
            token = page.nextToken();
        } while (token != null);

        // Then
        assertThat(listed).containsExactlyInAnyOrderElementsOf(made);
    }

    @Test
    void aPageTokenIsGoodForItsPoolOnly() {
        // Given
        TestPool pool = TestPool.make();
        TestPool another = TestPool.make();
        pool.client(c -> {});
        pool.client(c -> {});
        String token = pool.operator()
                .listUserPoolClients(r -> r.userPoolId(pool.id()).maxResults(1))
                .nextToken();

        // When, Then
        assertThat(token).isNotNull();
        assertThatThrownBy(() -> another.operator()
                        .listUserPoolClients(r -> r.userPoolId(another.id()).nextToken(token)))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Invalid pagination token");
    }

    @Test
    void aDeletedClientIsGone() {
        // Given
        TestPool pool = TestPool.make();
        String client = pool.client(c -> {}).clientId();

        // When
        pool.operator().deleteUserPoolClient(r -> r.userPoolId(pool.id()).clientId(client));

        // Then
        assertThatThrownBy(() -> pool.describeClient(client))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("User pool client " + client + " does not exist.");
    }

    @Test
    void aClientOfAnotherPoolIsNoClient() {
        // Given
        String another = TestPool.make().client(c -> {}).clientId();
        TestPool pool = TestPool.make();

        // When, Then
        assertThatThrownBy(() -> pool.describeClient(another)).isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> pool.operator()
                        .deleteUserPoolClient(r -> r.userPoolId(pool.id()).clientId(another)))
                .isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> pool.operator()
                        .updateUserPoolClient(r -> r.userPoolId(pool.id()).clientId(another)))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void anUnknownPoolHasNoClients() {
        // Given
        TestPool pool = TestPool.make();

        // When, Then
        assertThatThrownBy(() -> pool.operator()
                        .createUserPoolClient(r -> r.userPoolId(NOBODYS_POOL).clientName("x")))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("User pool " + NOBODYS_POOL + " does not exist.");
        assertThatThrownBy(() -> pool.operator().listUserPoolClients(r -> r.userPoolId(NOBODYS_POOL)))
                .isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> pool.operator()
                        .describeUserPoolClient(r -> r.userPoolId(NOBODYS_POOL).clientId(NOBODYS_CLIENT)))
                .isInstanceOf(ResourceNotFoundException.class);
    }
}
