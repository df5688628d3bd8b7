package dev.signet.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.testkit.BackingServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(BackingServers.class)
class BoundedPoolTest {
    private static final String LOOK_UP = "select balance from account where id = $1";

    @Inject
    Pool pool;

    @Test
    void plansAStatementForAnyParametersAndNotForEachCall() {
        // Given
        SqlConnection connection = pool.getConnectionAndAwait();
        try {
            // When
            for (int call = 0; call < 10; call++) {
                connection.preparedQuery(LOOK_UP).executeAndAwait(Tuple.of("account-" + call));
            }

            // Then
            Row plans = connection
                    .preparedQuery(
                            "select generic_plans, custom_plans from pg_prepared_statements where statement = $1")
                    .executeAndAwait(Tuple.of(LOOK_UP))
                    .iterator()
                    .next();
            assertThat(plans.getLong("generic_plans")).isEqualTo(10);
            assertThat(plans.getLong("custom_plans")).isZero();
        } finally {
            connection.closeAndAwait();
        }
    }
}
