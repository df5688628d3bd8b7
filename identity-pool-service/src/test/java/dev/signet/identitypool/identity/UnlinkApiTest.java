package dev.signet.identitypool.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.identitypool.IdentityPoolTest;
import dev.signet.identitypool.fake.FakeIssuer;
import dev.signet.identitypool.fake.TestPool;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;
import software.amazon.awssdk.services.cognitoidentity.model.NotAuthorizedException;
import software.amazon.awssdk.services.cognitoidentity.model.ResourceNotFoundException;

@IdentityPoolTest
class UnlinkApiTest {
    private final CognitoIdentityClient client = TestPool.anonymous();
    private final FakeIssuer users = FakeIssuer.userPool();
    private final FakeIssuer others = FakeIssuer.userPool();
    private final TestPool pool = TestPool.of(users, others);
    private final String identityId =
            pool.getId(Map.of(users.name(), users.token("alice"), others.name(), others.token("alice2")));

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

    private void unlink(Map<String, String> logins, String... providers) {
        client.unlinkIdentity(it -> it.identityId(identityId).logins(logins).loginsToRemove(providers));
    }
}
