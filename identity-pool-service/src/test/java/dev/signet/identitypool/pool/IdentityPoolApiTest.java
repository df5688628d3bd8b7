package dev.signet.identitypool.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.identitypool.IdentityPoolTest;
import dev.signet.identitypool.fake.TestPool;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;
import software.amazon.awssdk.services.cognitoidentity.model.CognitoIdentityException;
import software.amazon.awssdk.services.cognitoidentity.model.CognitoIdentityProvider;
import software.amazon.awssdk.services.cognitoidentity.model.CreateIdentityPoolRequest;
import software.amazon.awssdk.services.cognitoidentity.model.IdentityPoolShortDescription;
import software.amazon.awssdk.services.cognitoidentity.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitoidentity.model.LimitExceededException;
import software.amazon.awssdk.services.cognitoidentity.model.ListIdentityPoolsResponse;
import software.amazon.awssdk.services.cognitoidentity.model.ResourceNotFoundException;
import software.amazon.awssdk.services.cognitoidentity.model.UpdateIdentityPoolRequest;

@IdentityPoolTest
class IdentityPoolApiTest {
    private static final String NOBODYS_POOL = "us-east-1:00000000-0000-0000-0000-000000000000";

    private final CognitoIdentityClient operator = TestPool.operator();

    @Test
    void describesAPoolAsItWasCreated() {
        // Given
        var created = operator.createIdentityPool(pool -> pool.identityPoolName("Photo album")
                .allowUnauthenticatedIdentities(true)
                .allowClassicFlow(true)
                .cognitoIdentityProviders(
                        client("cognito-idp.us-east-1.amazonaws.com/us-east-1_abcDEF123", "client1"),
                        client("localhost:8080/us-east-1_other", "client2"))
                .supportedLoginProviders(Map.of("accounts.google.com", "id.apps.googleusercontent.com"))
                .openIdConnectProviderARNs("arn:aws:iam::000000000000:oidc-provider/idp.example.com")
                .identityPoolTags(Map.of("team", "album")));

        // When
        var described = operator.describeIdentityPool(it -> it.identityPoolId(created.identityPoolId()));

        // Then
        assertThat(described.identityPoolId())
                .matches("us-east-1:[0-9a-f-]{36}")
                .isEqualTo(created.identityPoolId());
        assertThat(described.identityPoolName()).isEqualTo("Photo album");
        assertThat(described.allowUnauthenticatedIdentities()).isTrue();
        assertThat(described.allowClassicFlow()).isTrue();
        assertThat(described.cognitoIdentityProviders())
                .extracting(CognitoIdentityProvider::providerName)
                .containsExactly(
                        "cognito-idp.us-east-1.amazonaws.com/us-east-1_abcDEF123", "localhost:8080/us-east-1_other");
        assertThat(described.cognitoIdentityProviders())
                .extracting(CognitoIdentityProvider::clientId)
                .containsExactly("client1", "client2");
        assertThat(described.supportedLoginProviders())
                .isEqualTo(Map.of("accounts.google.com", "id.apps.googleusercontent.com"));
        assertThat(described.openIdConnectProviderARNs())
                .containsExactly("arn:aws:iam::000000000000:oidc-provider/idp.example.com");
        assertThat(described.identityPoolTags()).isEqualTo(Map.of("team", "album"));
    }

    @Test
    void closesTheClassicFlowUnlessAsked() {
        // When
        var created = operator.createIdentityPool(
                pool -> pool.identityPoolName("plain").allowUnauthenticatedIdentities(false));

        // Then
        assertThat(created.allowClassicFlow()).isFalse();
        assertThat(created.allowUnauthenticatedIdentities()).isFalse();
    }

    @Test
    void anUpdateReplacesAllSettings() {
        // Given
        String id = operator.createIdentityPool(pool -> pool.identityPoolName("before")
                        .allowUnauthenticatedIdentities(true)
                        .allowClassicFlow(true)
                        .cognitoIdentityProviders(client("localhost:8080/us-east-1_gone", "client1")))
                .identityPoolId();

        // When
        var updated = operator.updateIdentityPool(pool -> pool.identityPoolId(id)
                .identityPoolName("after")
                .allowUnauthenticatedIdentities(false)
                .supportedLoginProviders(Map.of("www.amazon.com", "amzn1.app")));

        // Then
        var described = operator.describeIdentityPool(it -> it.identityPoolId(id));
        assertThat(updated.identityPoolName()).isEqualTo("after");
        assertThat(described.identityPoolName()).isEqualTo("after");
        assertThat(described.allowUnauthenticatedIdentities()).isFalse();
        assertThat(described.allowClassicFlow()).isFalse();
        assertThat(described.cognitoIdentityProviders()).isEmpty();
        assertThat(described.supportedLoginProviders()).isEqualTo(Map.of("www.amazon.com", "amzn1.app"));
    }

    @Test
    void listsEveryPoolOncePageByPage() {
        // Given
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            made.add(operator.createIdentityPool(pool ->
                            pool.identityPoolName("listed-" + UUID.randomUUID()).allowUnauthenticatedIdentities(false))
                    .identityPoolId());
        }

        // When
        List<String> listed = new ArrayList<>();
        String token = null;
        do {
            String next = token;
            ListIdentityPoolsResponse page =
                    operator.listIdentityPools(it -> it.maxResults(2).nextToken(next));
            assertThat(page.identityPools()).hasSizeLessThanOrEqualTo(2);
            listed.addAll(page.identityPools().stream()
                    .map(IdentityPoolShortDescription::identityPoolId)
                    .toList());
            token = page.nextToken();
        } while (token != null);

        // Then
        assertThat(listed).doesNotHaveDuplicates().containsAll(made);
    }

    @Test
    void refusesATokenThatItDidNotGive() {
        assertThatThrownBy(
                        () -> operator.listIdentityPools(it -> it.maxResults(2).nextToken("bm90LW91cnM")))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Invalid NextToken");
    }

    @Test
    void aDeletedPoolIsGoneForEveryOperation() {
        // Given
        String id = operator.createIdentityPool(
                        pool -> pool.identityPoolName("short-lived").allowUnauthenticatedIdentities(true))
                .identityPoolId();
        operator.getId(it -> it.identityPoolId(id));

        // When
        operator.deleteIdentityPool(it -> it.identityPoolId(id));

        // Then
        assertNotFound(id, () -> operator.describeIdentityPool(it -> it.identityPoolId(id)));
        assertNotFound(id, () -> operator.deleteIdentityPool(it -> it.identityPoolId(id)));
        assertNotFound(id, () -> operator.getId(it -> it.identityPoolId(id)));
        assertNotFound(
                id,
                () -> operator.updateIdentityPool(
                        it -> it.identityPoolId(id).identityPoolName("again").allowUnauthenticatedIdentities(true)));
        assertNotFound(
                id, () -> operator.listIdentities(it -> it.identityPoolId(id).maxResults(1)));
        assertNotFound(id, () -> operator.getIdentityPoolRoles(it -> it.identityPoolId(id)));
    }

    @Test
    void refusesAPoolThatDoesNotExist() {
        assertNotFound(NOBODYS_POOL, () -> operator.describeIdentityPool(it -> it.identityPoolId(NOBODYS_POOL)));
        assertNotFound(NOBODYS_POOL, () -> operator.deleteIdentityPool(it -> it.identityPoolId(NOBODYS_POOL)));
    }

    @Test
    void refusesByNameWhatIsNotBuilt() {
        assertRefused("SamlProviderARNs", it -> it.samlProviderARNs("arn:aws:iam::000000000000:saml-provider/x"));
        assertRefused("DeveloperProviderName", it -> it.developerProviderName("login.mycompany.myapp"));
        assertRefused(
                "ServerSideTokenCheck",
                it -> it.cognitoIdentityProviders(CognitoIdentityProvider.builder()
                        .providerName("localhost:8080/us-east-1_abc")
                        .clientId("c")
                        .serverSideTokenCheck(true)
                        .build()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cognito-idp.eu-west-1.amazonaws.com/eu-west-1_abc",
                "cognito-idp.us-east-1.amazonaws.com/../secret",
                "localhost:8080/us-east-1_abc/more",
                "evil.example/us-east-1_abc",
                "localhost:8080/"
            })
    void refusesAUserPoolThatIsNoneOfHere(String providerName) {
        assertRefused(
                "Invalid Cognito Identity Provider", it -> it.cognitoIdentityProviders(client(providerName, "c")));
    }

    @Test
    void refusesAUserPoolWithoutClient() {
        assertRefused(
                "Invalid Cognito Identity Provider",
                it -> it.cognitoIdentityProviders(CognitoIdentityProvider.builder()
                        .providerName("localhost:8080/us-east-1_abc")
                        .build()));
    }

    @Test
    void refusesAProviderThatAwsDoesNotKnow() {
        assertRefused(
                "Please provide a valid public provider",
                it -> it.supportedLoginProviders(Map.of("login.example.com", "app")));
    }

    @Test
    void refusesAnOidcProviderOfAnotherAccount() {
        assertRefused(
                "Invalid OpenID Connect provider ARN",
                it -> it.openIdConnectProviderARNs("arn:aws:iam::111111111111:oidc-provider/idp.example.com"));
    }

    @Test
    void limitsTheUserPoolClients() {
        // Given
        List<CognitoIdentityProvider> clients = IntStream.rangeClosed(1, 51)
                .mapToObj(number -> client("localhost:8080/us-east-1_abc", "client" + number))
                .toList();

        // When / Then
        assertRefused(
                LimitExceededException.class,
                "An identity pool has at most 50 user pool clients.",
                it -> it.cognitoIdentityProviders(clients));
    }

    @Test
    void isClosedToCallersWithoutSignature() {
        assertThatThrownBy(() -> TestPool.anonymous().createIdentityPool(pool -> pool.identityPoolName("mine")
                        .allowUnauthenticatedIdentities(true)))
                .isInstanceOfSatisfying(CognitoIdentityException.class, refused -> assertThat(
                                refused.awsErrorDetails().errorCode())
                        .isEqualTo("MissingAuthenticationTokenException"));
    }

    private static CognitoIdentityProvider client(String providerName, String clientId) {
        return CognitoIdentityProvider.builder()
                .providerName(providerName)
                .clientId(clientId)
                .build();
    }

    private void assertRefused(String text, Consumer<CreateIdentityPoolRequest.Builder> setting) {
        assertRefused(InvalidParameterException.class, text, setting);
    }

    /** Neither a new pool nor an old one is given the setting. */
    private void assertRefused(
            Class<? extends CognitoIdentityException> refusal,
            String text,
            Consumer<CreateIdentityPoolRequest.Builder> setting) {
        CreateIdentityPoolRequest asked = CreateIdentityPoolRequest.builder()
                .identityPoolName("refused")
                .allowUnauthenticatedIdentities(true)
                .applyMutation(setting)
                .build();
        String id = TestPool.with(_ -> {}).id();

        assertThatThrownBy(() -> operator.createIdentityPool(asked))
                .isInstanceOf(refusal)
                .hasMessageContaining(text);
        assertThatThrownBy(() -> operator.updateIdentityPool(update(id, asked)))
                .isInstanceOf(refusal)
                .hasMessageContaining(text);
        assertThat(operator.describeIdentityPool(it -> it.identityPoolId(id)).identityPoolName())
                .isEqualTo("test pool");
    }

    private static UpdateIdentityPoolRequest update(String id, CreateIdentityPoolRequest asked) {
        return UpdateIdentityPoolRequest.builder()
                .identityPoolId(id)
                .identityPoolName(asked.identityPoolName())
                .allowUnauthenticatedIdentities(asked.allowUnauthenticatedIdentities())
                .cognitoIdentityProviders(asked.cognitoIdentityProviders())
                .developerProviderName(asked.developerProviderName())
                .openIdConnectProviderARNs(asked.openIdConnectProviderARNs())
                .samlProviderARNs(asked.samlProviderARNs())
                .supportedLoginProviders(asked.supportedLoginProviders())
                .build();
    }

    private static void assertNotFound(String id, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("IdentityPool '" + id + "' not found.");
    }
}
