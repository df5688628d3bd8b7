package dev.signet.identitypool.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.identitypool.IdentityPoolTest;
import dev.signet.identitypool.fake.FakeIssuer;
import dev.signet.identitypool.fake.TestPool;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;
import software.amazon.awssdk.services.cognitoidentity.model.CognitoIdentityProvider;
import software.amazon.awssdk.services.cognitoidentity.model.IdentityDescription;
import software.amazon.awssdk.services.cognitoidentity.model.NotAuthorizedException;
import software.amazon.awssdk.services.cognitoidentity.model.ResourceConflictException;

@IdentityPoolTest
class LinkingTest {
    /** A login that somebody else has always just taken when it is written. */
    private static final String OVERTAKE = """
            create function overtake() returns trigger language plpgsql as $$ begin
                raise 'duplicate key value violates unique constraint "login_pk"' using errcode = 'unique_violation';
            end $$;
            create trigger overtake before insert on login for each row
                when (new.subject = '%s') execute function overtake()
            """;

    private final CognitoIdentityClient client = TestPool.anonymous();
    private final FakeIssuer users = FakeIssuer.userPool();
    private final FakeIssuer others = FakeIssuer.userPool();
    private final TestPool pool = TestPool.with(it -> it.allowUnauthenticatedIdentities(true)
            .allowClassicFlow(true)
            .cognitoIdentityProviders(TestPool.clients(users, others)));

    @Inject
    DataSource database;

    @Test
    void aGuestWhoSignsInKeepsTheIdentity() {
        // Given
        String guest = pool.guest();

        // When
        String answered = open(guest, alice());

        // Then
        assertThat(answered).isEqualTo(guest);
        assertThat(pool.getId(alice())).isEqualTo(guest);
        assertThat(TestPool.loginsOf(guest)).containsExactly(users.awsName());
    }

    @Test
    void aGuestWhoSignedInIsNoGuestAnyMore() {
        // Given
        String guest = pool.guest();
        open(guest, alice());

        // When / Then
        assertForbidden(guest, Map.of());
    }

    @Test
    void aGuestIsMergedIntoTheIdentityThatOwnsTheLogin() {
        // Given
        String owner = pool.getId(alice());
        String guest = pool.guest();

        // When
        String answered = open(guest, alice());

        // Then
        assertThat(answered).isEqualTo(owner);
        assertForbidden(guest, Map.of());
        assertThat(visible()).containsExactly(owner);
    }

    @Test
    void aMergedIdentityLeadsToItsParentByProofOnly() {
        // Given
        String owner = pool.getId(alice());
        String guest = pool.guest();
        open(guest, alice());

        // When / Then
        assertThat(open(guest, alice())).isEqualTo(owner);
        assertForbidden(guest, Map.of(users.awsName(), users.token("mallory")));
        String mallory = pool.getId(Map.of(others.awsName(), others.token("mallory")));
        assertForbidden(guest, Map.of(others.awsName(), others.token("mallory")));
        assertThat(TestPool.loginsOf(mallory)).containsExactly(others.awsName());
    }

    @Test
    void anUnknownLoginIsLinkedWhenAKnownOneIsProvenWithIt() {
        // Given
        String identity = pool.getId(alice());

        // When
        String answered = open(identity, both("alice", "alice2"));

        // Then
        assertThat(answered).isEqualTo(identity);
        assertThat(pool.getId(Map.of(others.awsName(), others.token("alice2")))).isEqualTo(identity);
    }

    @Test
    void twoIdentitiesOfOnePersonMergeIntoTheElder() {
        // Given
        String elder = pool.getId(alice());
        String younger = pool.getId(Map.of(others.awsName(), others.token("alice2")));

        // When
        String answered = open(younger, both("alice", "alice2"));

        // Then
        assertThat(answered).isEqualTo(elder);
        assertThat(TestPool.loginsOf(elder)).containsExactlyInAnyOrder(users.awsName(), others.awsName());
        assertThat(TestPool.loginsOf(younger)).isEmpty();
        assertForbidden(younger, Map.of());
        assertThat(pool.getId(Map.of(others.awsName(), others.token("alice2")))).isEqualTo(elder);
    }

    @Test
    void aMergeOfAMergeLeadsToTheLastParent() {
        // Given
        String elder = pool.getId(alice());
        String younger = pool.getId(Map.of(others.awsName(), others.token("alice2")));
        String guest = pool.guest();
        open(guest, Map.of(others.awsName(), others.token("alice2")));

        // When
        open(younger, both("alice", "alice2"));

        // Then
        assertThat(open(guest, alice())).isEqualTo(elder);
    }

    @Test
    void aForeignLoginOpensNothing() {
        // Given
        String victim = pool.getId(alice());
        String mallory = pool.getId(Map.of(users.awsName(), users.token("mallory")));

        // When / Then
        assertThatThrownBy(() -> open(victim, Map.of(users.awsName(), users.token("mallory"))))
                .isInstanceOf(NotAuthorizedException.class)
                .hasMessageContaining("Logins don't match.");
        assertThatThrownBy(() -> open(victim, Map.of(others.awsName(), others.token("new-login"))))
                .isInstanceOf(NotAuthorizedException.class)
                .hasMessageContaining("Logins don't match.");
        assertThat(TestPool.loginsOf(victim)).containsExactly(users.awsName());
        assertThat(visible()).containsExactlyInAnyOrder(victim, mallory);
    }

    @Test
    void aSecondLoginOfTheSameProviderConflicts() {
        // Given
        String alice = pool.getId(both("alice", "alice2"));
        String bob = pool.getId(Map.of(users.awsName(), users.token("bob")));

        // When / Then
        assertThatThrownBy(() -> open(alice, both("bob", "alice2"))).isInstanceOf(ResourceConflictException.class);
        assertThatThrownBy(() -> open(alice, both("carol", "alice2"))).isInstanceOf(ResourceConflictException.class);
        assertThat(pool.getId(Map.of(users.awsName(), users.token("bob")))).isEqualTo(bob);
        assertThat(pool.getId(alice())).isEqualTo(alice);
        assertThat(visible()).containsExactlyInAnyOrder(alice, bob);
    }

    @Test
    void anIdentityHasTwentyLoginsAndNotOneMore() {
        // Given
        List<FakeIssuer> issuers =
                Stream.generate(FakeIssuer::userPool).limit(21).toList();
        TestPool large = TestPool.with(it -> it.allowClassicFlow(true).cognitoIdentityProviders(clients(issuers)));
        String identity = large.getId(logins(issuers.subList(0, 10)));
        open(identity, logins(issuers.subList(9, 19)));
        open(identity, logins(issuers.subList(18, 20)));

        // When / Then
        Map<String, String> oneMore = logins(issuers.subList(19, 21));
        assertTooMany(() -> open(identity, oneMore));
        assertTooMany(() -> large.getId(oneMore));
        assertTooMany(() ->
                client.getCredentialsForIdentity(it -> it.identityId(identity).logins(oneMore)));
        assertThat(TestPool.loginsOf(identity)).hasSize(20);
    }

    private static List<CognitoIdentityProvider> clients(List<FakeIssuer> issuers) {
        return TestPool.clients(issuers.toArray(FakeIssuer[]::new));
    }

    private static Map<String, String> logins(List<FakeIssuer> issuers) {
        return issuers.stream().collect(Collectors.toMap(FakeIssuer::awsName, issuer -> issuer.token("me")));
    }

    private static void assertTooMany(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOf(ResourceConflictException.class)
                .hasMessageContaining("An identity has at most 20 linked logins.");
    }

    @Test
    void oneBadTokenAmongTwoLinksNothing() {
        // Given
        String guest = pool.guest();
        String forged = FakeIssuer.sign(
                FakeIssuer.header(others.key()), others.claims("alice2").build(), FakeIssuer.newKey());

        // When / Then
        assertThatThrownBy(() -> open(guest, Map.of(users.awsName(), users.token("alice"), others.awsName(), forged)))
                .isInstanceOf(NotAuthorizedException.class);
        assertThat(TestPool.loginsOf(guest)).isEmpty();
        assertThat(open(guest, Map.of())).isEqualTo(guest);
    }

    @Test
    void thirtyGuestsWhoSignInAtOnceEndAsOneIdentity() throws Exception {
        // Given
        String token = users.token("alice");
        var guests = GetIdApiTest.inParallel(30, pool::guest);
        var next = new AtomicInteger();

        // When
        var answered = GetIdApiTest.inParallel(
                30, () -> open(guests.get(next.getAndIncrement()), Map.of(users.awsName(), token)));

        // Then
        String owner = pool.getId(alice());
        assertThat(visible()).containsExactly(owner);
        assertThat(answered).contains(owner);
        assertThat(guests).allSatisfy(guest -> assertThat(open(guest, alice())).isEqualTo(owner));
    }

    @Test
    void whoeverIsAlwaysOvertakenIsToldToTryAgain() throws SQLException {
        // Given
        String subject = "contended-" + UUID.randomUUID();
        execute(OVERTAKE.formatted(subject));
        try {
            // When / Then
            assertThatThrownBy(() -> pool.getId(Map.of(users.awsName(), users.token(subject))))
                    .isInstanceOf(ResourceConflictException.class)
                    .hasMessageContaining("The identity was changed by other requests meanwhile. Try again.");
        } finally {
            execute("drop function overtake cascade");
        }
        assertThat(visible()).isEmpty();
        assertThat(pool.getId(Map.of(users.awsName(), users.token(subject)))).isNotEmpty();
    }

    private Map<String, String> alice() {
        return Map.of(users.awsName(), users.token("alice"));
    }

    private Map<String, String> both(String user, String other) {
        return Map.of(users.awsName(), users.token(user), others.awsName(), others.token(other));
    }

    private String open(String identityId, Map<String, String> logins) {
        return client.getOpenIdToken(it -> it.identityId(identityId).logins(logins))
                .identityId();
    }

    private void assertForbidden(String identityId, Map<String, String> logins) {
        assertThatThrownBy(() -> open(identityId, logins))
                .isInstanceOf(NotAuthorizedException.class)
                .hasMessageContaining("Access to Identity '" + identityId + "' is forbidden.");
    }

    private void execute(String sql) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<String> visible() {
        return TestPool.operator()
                .listIdentities(
                        it -> it.identityPoolId(pool.id()).maxResults(60).hideDisabled(true))
                .identities()
                .stream()
                .map(IdentityDescription::identityId)
                .toList();
    }
}
