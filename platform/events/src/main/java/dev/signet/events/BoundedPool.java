package dev.signet.events;

import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnectOptions;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Makes the pool of connections to PostgreSQL, with a bound on all that is waited for.
 *
 * <p>Each statement is planned once per connection and not for each call's parameters, which takes longer than a look-up
 * itself: the services ask by keys, and what suits one key suits all. So a statement names its columns, never {@code *}: it
 * must go on when a later version adds one.
 */
@Singleton
class BoundedPool implements PgPoolCreator {
    /** Longer than any statement of the services: Hibernate names each column, and what is longer is parsed for each call. */
    private static final int LONGEST_STATEMENT = 16_384;

    private final DatabaseConfig config;

    BoundedPool(DatabaseConfig config) {
        if (config.acquireTimeout().compareTo(config.workTimeout()) >= 0) {
            // else a connection could arrive for work that was given up, and never go back to the pool
            throw new IllegalArgumentException(
                    "signet.database.acquire-timeout must be shorter than signet.database.work-timeout");
        }
        this.config = config;
    }

    @Override
    public Pool create(Input input) {
        PoolOptions pool = input.poolOptions()
                .setConnectionTimeout((int) config.acquireTimeout().toMillis())
                .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS);
        List<SqlConnectOptions> servers =
                input.pgConnectOptionsList().stream().map(this::bounded).toList();
        return PgBuilder.pool()
                .with(pool)
                .connectingTo(servers)
                .using(input.vertx())
                .build();
    }

    private SqlConnectOptions bounded(PgConnectOptions server) {
        PgConnectOptions bounded = new PgConnectOptions(server)
                .addProperty(
                        "statement_timeout", String.valueOf(config.workTimeout().toMillis()))
                .addProperty(
                        "idle_in_transaction_session_timeout",
                        String.valueOf(config.silence().toMillis()))
                .addProperty("plan_cache_mode", "force_generic_plan");
        bounded.setPreparedStatementCacheSqlLimit(LONGEST_STATEMENT);
        bounded.setConnectTimeout((int) config.acquireTimeout().toMillis());
        bounded.setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setReadIdleTimeout((int) config.silence().toMillis());
        return bounded;
    }
}
