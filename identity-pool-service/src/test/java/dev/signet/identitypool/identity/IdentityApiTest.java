package dev.signet.identitypool.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.identitypool.IdentityPoolTest;
import dev.signet.identitypool.fake.FakeIssuer;
import dev.signet.identitypool.fake.TestPool;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;
import software.amazon.awssdk.services.cognitoidentity.model.CognitoIdentityException;
import software.amazon.awssdk.services.cognitoidentity.model.IdentityDescription;
import software.amazon.awssdk.services.cognitoidentity.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitoidentity.model.ListIdentitiesResponse;
import software.amazon.awssdk.services.cognitoidentity.model.ResourceNotFoundException;

@IdentityPoolTest
class IdentityApiTest {
    private final CognitoIdentityClient operator = TestPool.operator();
    private final FakeIssuer users = FakeIssuer.userPool();
    private final TestPool pool = TestPool.of(users);

    @Test
    void describesAnIdentity() {
        // Given
        String identityId = pool.getId(Map.of(users.name(), users.token("alice")));

        // When
        var described = operator.describeIdentity(it -> it.identityId(identityId));

        // Then
        assertThat(described.identityId()).isEqualTo(identityId);
        assertThat(described.logins()).containsExactly(users.awsName());
        assertThat(described.creationDate())
                .isBetween(
                        Instant.now().minus(Duration.ofMinutes(5)),
                        Instant.now().plus(1, ChronoUnit.SECONDS));
        assertThat(described.lastModifiedDate()).isEqualTo(described.creationDate());
    }

    @Test
    void refusesAnIdentityThatDoesNotExist() {
        assertNotFound("us-east-1:00000000-0000-0000-0000-000000000000");
    }

    @Test
    void listsEveryIdentityOncePageByPage() {
        // Given
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            made.add(pool.guest());
        }
        made.add(pool.getId(Map.of(users.name(), users.token("alice"))));

        // When
        List<IdentityDescription> listed = new ArrayList<>();
        String token = null;
        do {
            String next = token;
            ListIdentitiesResponse page = operator.listIdentities(
                    it -> it.identityPoolId(pool.id()).maxResults(3).nextToken(next));
            assertThat(page.identities()).hasSizeLessThanOrEqualTo(3);
            assertThat(page.identityPoolId()).isEqualTo(pool.id());
            listed.addAll(page.identities());
            token = page.nextToken();
        } while (token != null);

        // Then
        assertThat(listed).extracting(IdentityDescription::identityId).containsExactlyInAnyOrderElementsOf(made);
        assertThat(listed).filteredOn(identity -> !identity.logins().isEmpty()).hasSize(1);
    }

    @Test
    void hidesDisabledIdentitiesWhenAsked() {
        // Given
        String owner = pool.getId(Map.of(users.name(), users.token("alice")));
        String merged = merge();

        // When
        var all = operator.listIdentities(it -> it.identityPoolId(pool.id()).maxResults(10));
        var open = operator.listIdentities(
                it -> it.identityPoolId(pool.id()).maxResults(10).hideDisabled(true));

        // Then
        assertThat(all.identities())
                .extracting(IdentityDescription::identityId)
                .containsExactlyInAnyOrder(owner, merged);
        assertThat(open.identities())
                .extracting(IdentityDescription::identityId)
                .containsExactly(owner);
    }

    @Test
    void refusesATokenOfAnotherList() {
        // Given
        TestPool another = TestPool.of(users);
        another.guest();
        another.guest();
        String token = operator.listIdentities(
                        it -> it.identityPoolId(another.id()).maxResults(1))
                .nextToken();

        // When / Then
        assertThatThrownBy(() -> operator.listIdentities(
                        it -> it.identityPoolId(pool.id()).maxResults(1).nextToken(token)))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Invalid NextToken");
    }

    @Test
    void deletesIdentitiesAndTheirLogins() {
        // Given
        String alice = pool.getId(Map.of(users.name(), users.token("alice")));
        String guest = pool.guest();
        String kept = pool.guest();

        // When
        var deleted = operator.deleteIdentities(it -> it.identityIdsToDelete(alice, guest));

        // Then
        assertThat(deleted.unprocessedIdentityIds()).isEmpty();
        assertNotFound(alice);
        assertNotFound(guest);
        assertThat(pool.identities())
                .extracting(IdentityDescription::identityId)
                .containsExactly(kept);
        assertThat(pool.getId(Map.of(users.name(), users.token("alice")))).isNotEqualTo(alice);
    }

    @Test
    void isClosedToCallersWithoutSignature() {
        // Given
        String guest = pool.guest();
        CognitoIdentityClient anonymous = TestPool.anonymous();

        // When / Then
        assertUnsigned(() -> anonymous.describeIdentity(it -> it.identityId(guest)));
        assertUnsigned(() -> anonymous.deleteIdentities(it -> it.identityIdsToDelete(guest)));
        assertUnsigned(() ->
                anonymous.listIdentities(it -> it.identityPoolId(pool.id()).maxResults(1)));
    }

    @Test
    void identitiesOfADeletedPoolAreGoneAtOnce() {
        // Given
        String guest = pool.guest();
        String alice = pool.getId(Map.of(users.name(), users.token("alice")));

        // When
        operator.deleteIdentityPool(it -> it.identityPoolId(pool.id()));

        // Then
        assertNotFound(guest);
        assertNotFound(alice);
    }

    /** A guest that signs in to an identity that exists: the guest's is disabled. */
    private String merge() {
        String guest = pool.guest();
        assertThatThrownBy(() -> TestPool.anonymous().getCredentialsForIdentity(it -> it.identityId(guest)
                        .logins(Map.of(users.name(), users.token("alice")))))
                .isInstanceOf(CognitoIdentityException.class);
        return guest;
    }

    private void assertNotFound(String identityId) {
        assertThatThrownBy(() -> operator.describeIdentity(it -> it.identityId(identityId)))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("Identity '" + identityId + "' not found.");
    }

    private static void assertUnsigned(ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(CognitoIdentityException.class, refused -> assertThat(
                        refused.awsErrorDetails().errorCode())
                .isEqualTo("MissingAuthenticationTokenException"));
    }
}
