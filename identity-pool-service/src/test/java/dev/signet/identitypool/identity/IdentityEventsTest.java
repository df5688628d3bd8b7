package dev.signet.identitypool.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.identitypool.IdentityPoolTest;
import dev.signet.identitypool.fake.FakeIssuer;
import dev.signet.identitypool.fake.PublishedEvents;
import dev.signet.identitypool.fake.TestPool;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;

@IdentityPoolTest
class IdentityEventsTest {
    private final CognitoIdentityClient client = TestPool.anonymous();
    private final FakeIssuer users = FakeIssuer.userPool();
    private final TestPool pool = TestPool.with(it -> it.allowUnauthenticatedIdentities(true)
            .allowClassicFlow(true)
            .cognitoIdentityProviders(TestPool.clients(users)));

    @Test
    void tellsHowAnIdentityCameToBe() {
        // Given
        String guest = pool.guest();

        // When
        client.getOpenIdToken(it -> it.identityId(guest).logins(alice()));

        // Then
        List<String> events = PublishedEvents.of(guest, 2);
        assertThat(events).hasSize(2).allSatisfy(event -> assertThat(event).contains(guest, pool.id()));
        assertThat(events.getFirst()).contains("IdentityCreated");
        assertThat(events.getLast()).contains("IdentityLinked", users.awsName());
    }

    @Test
    void tellsWhichIdentityWasMergedIntoWhich() {
        // Given
        String owner = pool.getId(alice());
        String guest = pool.guest();

        // When
        client.getOpenIdToken(it -> it.identityId(guest).logins(alice()));

        // Then
        assertThat(PublishedEvents.of(owner, 3)).hasSize(3).last().satisfies(event -> assertThat(event)
                .contains("IdentitiesMerged", "\"identityId\":\"" + owner, "\"mergedIdentityId\":\"" + guest));
    }

    @Test
    void tellsOfEveryIdentityThatADeletionTakes() {
        // Given
        String deleted = pool.guest();
        String inDeletedPool = pool.guest();

        // When
        TestPool.operator().deleteIdentities(it -> it.identityIdsToDelete(deleted));
        TestPool.operator().deleteIdentityPool(it -> it.identityPoolId(pool.id()));

        // Then
        assertThat(PublishedEvents.of(deleted, 2)).last().asString().contains("IdentityDeleted");
        assertThat(PublishedEvents.of(inDeletedPool, 2)).last().asString().contains("IdentityDeleted");
    }

    private Map<String, String> alice() {
        return Map.of(users.awsName(), users.token("alice"));
    }
}
