package dev.signet.identitypool.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.identitypool.IdentityPoolTest;
import dev.signet.identitypool.fake.FakeIssuer;
import dev.signet.identitypool.fake.TestPool;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;
import software.amazon.awssdk.services.cognitoidentity.model.ConcurrentModificationException;
import software.amazon.awssdk.services.cognitoidentity.model.ResourceNotFoundException;

/** What a change of a pool overtakes is refused, and nothing of it stays. */
@IdentityPoolTest
class PoolRaceTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final CognitoIdentityClient operator = TestPool.operator();
    private final FakeIssuer users = FakeIssuer.userPool();
    private final TestPool pool = TestPool.of(users);

    @Inject
    DataSource database;

    @Test
    void refusesAnUpdateThatAnotherChangeOvertakes() {
        assertOvertaken(() -> operator.updateIdentityPool(
                it -> it.identityPoolId(pool.id()).identityPoolName("mine").allowUnauthenticatedIdentities(false)));

        var described = operator.describeIdentityPool(it -> it.identityPoolId(pool.id()));
        assertThat(described.identityPoolName()).isEqualTo("theirs");
        assertThat(described.allowUnauthenticatedIdentities()).isTrue();
    }

    @Test
    void refusesRolesThatAnotherChangeOvertakes() {
        assertOvertaken(() -> operator.setIdentityPoolRoles(it ->
                it.identityPoolId(pool.id()).roles(Map.of("authenticated", "arn:aws:iam::000000000000:role/users"))));

        assertThat(operator.getIdentityPoolRoles(it -> it.identityPoolId(pool.id()))
                        .roles())
                .isEmpty();
    }

    @Test
    void givesNoIdentityOfAPoolThatIsRemovedMeanwhile() {
        assertNotFoundOnceRemoved(pool::guest);
    }

    @Test
    void givesNoIdentityToALoginOfAPoolThatIsRemovedMeanwhile() {
        assertNotFoundOnceRemoved(() -> pool.getId(Map.of(users.awsName(), users.token("alice"))));
    }

    private void assertNotFoundOnceRemoved(Runnable getId) {
        assertThatThrownBy(() -> whileTheirsIsUncommitted("delete from identity_pool where id = ?", getId))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("IdentityPool '" + pool.id() + "' not found.");
    }

    private void assertOvertaken(Runnable change) {
        String theirs = "update identity_pool set name = 'theirs', version = version + 1 where id = ?";
        assertThatThrownBy(() -> whileTheirsIsUncommitted(theirs, change))
                .isInstanceOf(ConcurrentModificationException.class)
                .hasMessageContaining("The identity pool was changed by another request. Try again.");
    }

    /** Changes the pool's row, and commits once the service waits for it with what it had read before. */
    private void whileTheirsIsUncommitted(String theirStatement, Runnable mine) throws Throwable {
        try (Connection theirs = database.getConnection()) {
            theirs.setAutoCommit(false);
            try (var change = theirs.prepareStatement(theirStatement)) {
                change.setString(1, pool.id());
                change.executeUpdate();
            }
            CompletableFuture<Void> waiting = CompletableFuture.runAsync(mine);
            awaitSomebodyWaiting(theirs);
            theirs.commit();
            waiting.join();
        } catch (CompletionException e) {
            throw e.getCause();
        }
    }

    private static void awaitSomebodyWaiting(Connection holder) throws SQLException {
        Instant end = Instant.now().plus(LIMIT);
        while (!somebodyWaits(holder)) {
            assertThat(Instant.now()).as("nobody came to wait for the row").isBefore(end);
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }

    private static boolean somebodyWaits(Connection holder) throws SQLException {
        String waiting =
                "select exists (select from pg_stat_activity where pg_backend_pid() = any(pg_blocking_pids(pid)))";
        try (var query = holder.prepareStatement(waiting);
                var row = query.executeQuery()) {
            return row.next() && row.getBoolean(1);
        }
    }
}
