package dev.signet.events.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.events.DatabaseSilent;
import dev.signet.events.DurabilityCheck;
import dev.signet.events.Eventually;
import dev.signet.events.UnitOfWork;
import dev.signet.testkit.BackingServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.eclipse.microprofile.health.Readiness;
import org.hibernate.reactive.mutiny.Mutiny;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** PostgreSQL frozen with all its processes, as by a full disk's controller or a stalled host: it takes and answers nothing. */
@QuarkusTest
@QuarkusTestResource(BackingServers.class)
@QuarkusTestResource(value = OwnPostgres.class, restrictToAnnotatedClass = true)
class HungPostgresTest {
    /** Far beyond any limit: who waits so long has none. */
    private static final Duration FOREVER = Duration.ofSeconds(60);

    /** More than the pool has connections. */
    private static final int CROWD = 60;

    @Inject
    UnitOfWork unitOfWork;

    @Inject
    @Readiness
    DurabilityCheck health;

    @AfterEach
    void thaw() throws Exception {
        signal("CONT");
    }

    @Test
    void whoeverAsksIsToldInTimeAndServedAgainAfterwards() throws Exception {
        // Given
        assertThat(outcomes(CROWD, this::ask)).allMatch(Integer.valueOf(1)::equals);

        // When
        signal("STOP");

        // Then
        assertThat(outcomes(CROWD, this::ask)).noneMatch(Integer.class::isInstance);
        assertThat(outcomes(CROWD, this::change)).noneMatch(Integer.class::isInstance);
        assertThat(status()).isEqualTo(Status.DOWN);

        // When
        signal("CONT");

        // Then no connection is left in a transaction, also before another unit of work ends one
        Eventually.isTrue(() -> count("select count(*) from pg_stat_activity where state like 'idle in%'") == 0);
        Eventually.isTrue(() -> outcomes(CROWD, this::change).stream().allMatch(Integer.valueOf(1)::equals));
        Eventually.isTrue(() -> status() == Status.UP);
    }

    @Test
    void whatHungHalfwayIsUndone() throws Exception {
        count("create table half (n int)");

        assertThatThrownBy(() -> unitOfWork
                        .run(work -> execute(work.session(), "insert into half values (1)")
                                .invoke(() -> signalQuietly("STOP"))
                                .chain(() -> execute(work.session(), "insert into half values (2)")))
                        .await()
                        .atMost(FOREVER))
                .isInstanceOf(DatabaseSilent.class);
        signal("CONT");

        Eventually.isTrue(() -> outcomes(CROWD, this::change).stream().allMatch(Integer.valueOf(1)::equals));
        assertThat(count("select count(*) from half")).isZero();
    }

    @Test
    void aStatementThatTakesTooLongIsEndedByPostgresAlso() {
        assertThatThrownBy(() -> unitOfWork
                .read(session -> query(session, "select 1 from pg_sleep(60)"))
                .await()
                .atMost(FOREVER));

        Eventually.isTrue(() -> count("""
                select count(*) from pg_stat_activity
                where query like '%pg_sleep(60)%' and state = 'active' and pid <> pg_backend_pid()""") == 0);
    }

    @Test
    void aLongChangeMayTakeLonger() {
        Integer done = unitOfWork
                .runLong(work -> query(work.session(), "select 1 from pg_sleep(6)"))
                .await()
                .atMost(FOREVER);

        assertThat(done).isEqualTo(1);
    }

    private Uni<Integer> ask() {
        return unitOfWork.read(session -> query(session, "select 1"));
    }

    private Uni<Integer> change() {
        return unitOfWork.run(work -> query(work.session(), "select 1"));
    }

    private static Uni<Integer> query(Mutiny.Session session, String sql) {
        return session.createNativeQuery(sql, Integer.class).getSingleResult();
    }

    private static Uni<Integer> execute(Mutiny.Session session, String sql) {
        return session.createNativeQuery(sql).executeUpdate();
    }

    private long count(String sql) {
        return sql.startsWith("create")
                ? unitOfWork.run(work -> execute(work.session(), sql)).await().atMost(FOREVER)
                : unitOfWork
                        .read(session ->
                                session.createNativeQuery(sql, Long.class).getSingleResult())
                        .await()
                        .atMost(FOREVER);
    }

    private Status status() {
        return health.call().map(HealthCheckResponse::getStatus).await().atMost(FOREVER);
    }

    private static List<Object> outcomes(int times, Supplier<Uni<Integer>> work) {
        List<Uni<Object>> all = IntStream.range(0, times)
                .mapToObj(_ -> work.get().map(Object.class::cast).onFailure().recoverWithItem(e -> e))
                .toList();
        return Uni.join().all(all).andFailFast().await().atMost(FOREVER);
    }

    private void signalQuietly(String signal) {
        try {
            signal(signal);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void signal(String signal) throws IOException, InterruptedException {
        long pid = ConfigProvider.getConfig().getValue(OwnPostgres.PID, Long.class);
        ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
        String[] command = Stream.concat(
                        Stream.of("kill", "-" + signal),
                        Stream.concat(Stream.of(postmaster), postmaster.descendants())
                                .map(process -> String.valueOf(process.pid())))
                .toArray(String[]::new);
        new ProcessBuilder(command).start().waitFor();
    }
}
