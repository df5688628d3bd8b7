package dev.signet.events.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.events.Eventually;
import dev.signet.events.UnitOfWork;
import dev.signet.testkit.BackingServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.hibernate.reactive.mutiny.Mutiny;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** PostgreSQL ends sessions one by one while far more work waits for a connection than there are connections. */
@QuarkusTest
@QuarkusTestResource(BackingServers.class)
class LostConnectionTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int CROWD = 300;

    /** Fewer than any work is tried again. */
    private static final int ENDED = 6;

    @Inject
    UnitOfWork unitOfWork;

    @Inject
    Pool pool;

    private final String table = "lost_" + UUID.randomUUID().toString().replace("-", "");

    @BeforeEach
    void create() {
        execute("create table %s (n int primary key, times int not null)".formatted(table));
    }

    @Test
    void whatWasNotYetToBeCommittedIsDoneOnceOnAnotherConnection() {
        int ended = whileSessionsEnd("insert into " + table, n -> unitOfWork.run(work -> insert(work.session(), n)));

        assertThat(ended).isEqualTo(ENDED);
        assertThat(count("select count(*) from " + table)).isEqualTo(CROWD);
        assertThat(count("select sum(times) from " + table)).isEqualTo(CROWD);
    }

    @Test
    void whatIsReadIsReadOnAnotherConnection() {
        String query = "select 1 from pg_sleep(0.1), (select 1) as " + table;

        int ended = whileSessionsEnd(
                query,
                _ -> unitOfWork.read(session -> session.createNativeQuery(query).getSingleResult()));

        assertThat(ended).isEqualTo(ENDED);
    }

    @Test
    void whatMayHaveBeenCommittedIsNotDoneAgain() {
        execute("""
                create function %1$s_end() returns trigger language plpgsql as
                $$ begin perform pg_terminate_backend(pg_backend_pid()); return null; end $$;
                create constraint trigger ends_at_commit after insert on %1$s deferrable initially deferred
                for each row execute function %1$s_end()""".formatted(table));
        var times = new AtomicInteger();

        assertThatThrownBy(() -> unitOfWork
                        .run(work -> insert(work.session(), times.incrementAndGet()))
                        .await()
                        .atMost(SOON))
                .isInstanceOf(RuntimeException.class);

        assertThat(times).hasValue(1);
        Eventually.pause(); // until the pool has seen that its connection is gone
        assertThat(count("select count(*) from " + table)).isZero();
    }

    /** Lets a crowd work and ends sessions whose statement begins with {@code sql}; returns how many. */
    private int whileSessionsEnd(String sql, IntFunction<Uni<?>> work) {
        SqlConnection own = pool.getConnectionAndAwait();
        var ended = new AtomicInteger();
        Thread ending = Thread.startVirtualThread(() -> {
            while (ended.get() < ENDED) {
                ended.addAndGet(endOneThatBegan(own, sql));
                Eventually.pause();
            }
        });
        List<Uni<Void>> crowd = IntStream.range(0, CROWD)
                .mapToObj(work)
                .map(Uni::replaceWithVoid)
                .toList();
        Uni.join().all(crowd).andFailFast().await().atMost(SOON);
        Eventually.isTrue(() -> !ending.isAlive());
        own.closeAndAwait();
        return ended.get();
    }

    /** The one that began last, so that it does not end by itself meanwhile. */
    private static int endOneThatBegan(SqlConnection own, String sql) {
        return own.query("""
                        select pg_terminate_backend(pid) from pg_stat_activity
                        where datname = current_database() and pid <> pg_backend_pid()
                          and query like '%s%%' and state = 'active' order by query_start desc limit 1
                        """.formatted(sql)).executeAndAwait().size();
    }

    private Uni<Integer> insert(Mutiny.Session session, int n) {
        return session.createNativeQuery("insert into %s select :n, 1 from pg_sleep(0.1)".formatted(table))
                .setParameter("n", n)
                .executeUpdate();
    }

    private void execute(String sql) {
        pool.query(sql).executeAndAwait();
    }

    private int count(String sql) {
        return pool.query(sql).executeAndAwait().iterator().next().getInteger(0);
    }
}
