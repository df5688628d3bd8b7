package dev.signet.identitypool.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.identitypool.IdentityPoolTest;
import dev.signet.identitypool.fake.TestPool;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;
import software.amazon.awssdk.services.cognitoidentity.model.ConcurrentModificationException;

/** Of two changes of a pool at the same moment the later one is refused, and nothing of it stays. */
@IdentityPoolTest
class PoolRaceTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final CognitoIdentityClient operator = TestPool.operator();
    private final TestPool pool = TestPool.with(it -> it.allowUnauthenticatedIdentities(true));

    @Inject
    DataSource database;

    @Test
    void refusesAnUpdateThatAnotherChangeOvertakes() throws SQLException {
        assertOvertaken(() -> operator.updateIdentityPool(
                it -> it.identityPoolId(pool.id()).identityPoolName("mine").allowUnauthenticatedIdentities(false)));

        var described = operator.describeIdentityPool(it -> it.identityPoolId(pool.id()));
        assertThat(described.identityPoolName()).isEqualTo("theirs");
        assertThat(described.allowUnauthenticatedIdentities()).isTrue();
    }

    @Test
    void refusesRolesThatAnotherChangeOvertakes() throws SQLException {
        assertOvertaken(() -> operator.setIdentityPoolRoles(it ->
                it.identityPoolId(pool.id()).roles(Map.of("authenticated", "arn:aws:iam::000000000000:role/users"))));

        assertThat(operator.getIdentityPoolRoles(it -> it.identityPoolId(pool.id()))
                        .roles())
                .isEmpty();
    }

    /** Changes the pool's row, and commits once the service waits for it with the version it had read before. */
    private void assertOvertaken(Runnable change) throws SQLException {
        try (Connection theirs = database.getConnection()) {
            theirs.setAutoCommit(false);
            try (var update = theirs.prepareStatement(
                    "update identity_pool set name = 'theirs', version = version + 1 where id = ?")) {
                update.setString(1, pool.id());
                update.executeUpdate();
            }
            CompletableFuture<Void> mine = CompletableFuture.runAsync(change);
            awaitSomebodyWaiting(theirs);
            theirs.commit();

            assertThatThrownBy(mine::join)
                    .cause()
                    .isInstanceOf(ConcurrentModificationException.class)
                    .hasMessageContaining("The identity pool was changed by another request. Try again.");
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
