package dev.signet.identitypool.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.identitypool.IdentityPoolTest;
import dev.signet.identitypool.fake.FakeIssuer;
import dev.signet.identitypool.fake.TestPool;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;
import software.amazon.awssdk.services.cognitoidentity.model.CognitoIdentityException;
import software.amazon.awssdk.services.cognitoidentity.model.ExternalServiceException;
import software.amazon.awssdk.services.cognitoidentity.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitoidentity.model.NotAuthorizedException;
import software.amazon.awssdk.services.cognitoidentity.model.ResourceNotFoundException;

@IdentityPoolTest
class UnlinkApiTest {
    private final CognitoIdentityClient client = TestPool.anonymous();
    private final FakeIssuer users = FakeIssuer.userPool();
    private final FakeIssuer others = FakeIssuer.userPool();
    private final FakeIssuer silent = FakeIssuer.userPool();
    private final TestPool pool =
            TestPool.with(it -> it.cognitoIdentityProviders(TestPool.clients(users, others, silent))
                    .supportedLoginProviders(Map.of("graph.facebook.com", "1234")));
    private final String identityId =
            pool.getId(Map.of(users.name(), users.token("alice"), others.name(), others.token("alice2")));

    UnlinkApiTest() {
        silent.withdrawKeys();
    }

    @Test
    void anUnlinkedLoginIsNewWhenItComesAgain() {
        // When
        unlink(Map.of(users.name(), users.token("alice")), others.name());

        // Then
        assertThat(TestPool.loginsOf(identityId)).containsExactly(users.awsName());
        assertThat(pool.getId(Map.of(users.name(), users.token("alice")))).isEqualTo(identityId);
        assertThat(pool.getId(Map.of(others.name(), others.token("alice2")))).isNotEqualTo(identityId);
    }

    @Test
    void theLastLoginTakesTheIdentityWithIt() {
        // When
        unlink(Map.of(users.name(), users.token("alice")), users.name(), others.awsName());

        // Then
        assertThatThrownBy(() -> client.getCredentialsForIdentity(it -> it.identityId(identityId)))
                .isInstanceOf(NotAuthorizedException.class)
                .hasMessageContaining("Access to Identity '" + identityId + "' is forbidden.");
        assertThat(pool.getId(Map.of(users.name(), users.token("alice")))).isNotEqualTo(identityId);
    }

    @Test
    void refusesAnIdentityThatHasLostItsLastLogin() {
        // Given
        unlink(Map.of(users.name(), users.token("alice")), users.name(), others.name());

        // When / Then
        assertThatThrownBy(() -> unlink(Map.of(users.name(), users.token("alice")), users.name()))
                .isInstanceOf(NotAuthorizedException.class)
                .hasMessageContaining("Access to Identity '" + identityId + "' is forbidden.");
        assertThat(TestPool.loginsOf(identityId)).isEmpty();
    }

    @Test
    void refusesWithoutProof() {
        assertThatThrownBy(() -> unlink(Map.of(), users.name()))
                .isInstanceOf(NotAuthorizedException.class)
                .hasMessageContaining("Access to Identity '" + identityId + "' is forbidden.");
        assertThatThrownBy(() -> unlink(Map.of(users.name(), users.token("mallory")), users.name()))
                .isInstanceOf(NotAuthorizedException.class)
                .hasMessageContaining("Logins don't match.");
        assertThat(TestPool.loginsOf(identityId)).hasSize(2);
    }

    @Test
    void refusesWhatProvesNoLogin() {
        assertRefused(
                NotAuthorizedException.class,
                "Invalid login token. Not a valid OpenId Connect identity token.",
                Map.of(users.name(), "not a token"));
        assertRefused(
                NotAuthorizedException.class,
                "Token is not from a supported provider of this identity pool.",
                Map.of("accounts.google.com", users.token("alice")));
        assertRefused(
                InvalidParameterException.class,
                "A login of graph.facebook.com is not supported by this server.",
                Map.of("graph.facebook.com", "token"));
        assertRefused(
                ExternalServiceException.class,
                "The keys of " + silent.awsName() + " cannot be read now.",
                Map.of(silent.name(), silent.token("alice")));
        assertThat(TestPool.loginsOf(identityId)).hasSize(2);
    }

    @Test
    void refusesAnIdentityOfADeletedPool() {
        // Given
        TestPool.operator().deleteIdentityPool(it -> it.identityPoolId(pool.id()));

        // When / Then
        assertRefused(
                ResourceNotFoundException.class,
                "Identity '" + identityId + "' not found.",
                Map.of(users.name(), users.token("alice")));
    }

    @Test
    void refusesALoginThatIsNotLinked() {
        assertThatThrownBy(
                        () -> unlink(Map.of(users.name(), users.token("alice")), users.name(), "accounts.google.com"))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("accounts.google.com");
        assertThat(TestPool.loginsOf(identityId)).hasSize(2);
    }

    @Test
    void refusesAnIdentityThatDoesNotExist() {
        assertThatThrownBy(() ->
                        client.unlinkIdentity(it -> it.identityId("us-east-1:00000000-0000-0000-0000-000000000000")
                                .logins(Map.of(users.name(), users.token("alice")))
                                .loginsToRemove(users.name())))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    private void assertRefused(
            Class<? extends CognitoIdentityException> refusal, String text, Map<String, String> logins) {
        assertThatThrownBy(() -> unlink(logins, users.name()))
                .isInstanceOf(refusal)
                .hasMessageContaining(text);
    }

    private void unlink(Map<String, String> logins, String... providers) {
        client.unlinkIdentity(it -> it.identityId(identityId).logins(logins).loginsToRemove(providers));
    }
}
