package dev.signet.events.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.events.Account;
import dev.signet.events.DatasetChanged;
import dev.signet.events.ReadTopic;
import dev.signet.events.RoleEvent.RoleGone;
import dev.signet.events.Topic;
import dev.signet.events.UnitOfWork;
import dev.signet.events.UnitOfWork.Work;
import dev.signet.testkit.BackingServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(BackingServers.class)
class UnitOfWorkTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @Inject
    UnitOfWork unitOfWork;

    @Inject
    ReadTopic readTopic;

    @Inject
    Pool pool;

    @Test
    void sendsWhatWasCommittedAsACloudEvent() {
        String key = newKey();
        unitOfWork.run(work -> deposit(work, key, 1)).await().atMost(SOON);

        var record = readTopic.until(Topic.CHANGES, 1, r -> r.key().equals(key)).getFirst();

        assertThat(ReadTopic.header(record, "ce_specversion")).isEqualTo("1.0");
        assertThat(UUID.fromString(ReadTopic.header(record, "ce_id")).version()).isEqualTo(7);
        assertThat(ReadTopic.header(record, "ce_source")).isEqualTo("/signet/sync");
        assertThat(ReadTopic.header(record, "ce_type")).isEqualTo("dev.signet.DatasetChanged");
        assertThat(ReadTopic.header(record, "ce_subject")).isEqualTo(key);
        assertThat(Instant.parse(ReadTopic.header(record, "ce_time"))).isBefore(Instant.now());
        assertThat(ReadTopic.header(record, "content-type")).isEqualTo("application/json");
        assertThat(new String(record.value(), UTF_8)).contains("\"syncCount\":1");
        assertThat(unsent(key)).isZero();
    }

    @Test
    void goesOnSendingWhenALaterVersionAddsAColumn() {
        String key = newKey();
        unitOfWork.run(work -> deposit(work, key, 1)).await().atMost(SOON);
        readTopic.until(Topic.CHANGES, 1, r -> r.key().equals(key));

        pool.query("alter table outbox add column if not exists of_a_later_version text")
                .executeAndAwait();
        unitOfWork
                .run(work -> Uni.createFrom().voidItem().invoke(() -> work.publish(changed(key, 2))))
                .await()
                .atMost(SOON);

        assertThat(readTopic.until(Topic.CHANGES, 2, r -> r.key().equals(key))).hasSize(2);
    }

    @Test
    void sendsARecordWithoutValueForWhatIsGone() {
        String arn = "arn:aws:iam::000000000000:role/" + newKey();
        unitOfWork
                .run(work -> Uni.createFrom().voidItem().invoke(() -> work.publish(new RoleGone(arn))))
                .await()
                .atMost(SOON);

        var record = readTopic.until(Topic.ROLES, 1, r -> r.key().equals(arn)).getFirst();

        assertThat(record.value()).isNull();
        assertThat(ReadTopic.header(record, "ce_type")).isEqualTo("dev.signet.RoleGone");
    }

    @Test
    void sendsNothingWhenTheChangeFails() {
        String key = newKey();
        assertThatThrownBy(() -> unitOfWork
                        .run(work -> deposit(work, key, 1)
                                .chain(() -> Uni.createFrom().failure(new IllegalStateException("no"))))
                        .await()
                        .atMost(SOON))
                .hasMessage("no");
        unitOfWork.run(work -> deposit(work, key, 2)).await().atMost(SOON);

        var records = readTopic.until(Topic.CHANGES, 1, r -> r.key().equals(key));

        assertThat(new String(records.getFirst().value(), UTF_8)).contains("\"syncCount\":2");
        assertThat(balance(key)).isEqualTo(2);
    }

    @Test
    void answersOnTheCallersContextAndReadsWithoutATransaction() {
        String key = newKey();
        unitOfWork.run(work -> deposit(work, key, 7)).await().atMost(SOON);
        assertThat(unitOfWork
                        .read(session -> session.find(Account.class, key).map(a -> a.balance))
                        .await()
                        .atMost(SOON))
                .isEqualTo(7);
    }

    @Test
    void runsATransactionAgainThatPostgresGaveUpForAnother() throws Exception {
        String a = newKey();
        String b = newKey();
        unitOfWork
                .run(work -> deposit(work, a, 0).chain(() -> deposit(work, b, 0)))
                .await()
                .atMost(SOON);
        var both = new CyclicBarrier(2);
        var runs = new AtomicInteger();
        try (var threads = java.util.concurrent.Executors.newVirtualThreadPerTaskExecutor()) {
            var first = threads.submit(() -> cross(a, b, both, runs));
            var second = threads.submit(() -> cross(b, a, both, runs));
            first.get();
            second.get();
        }
        assertThat(runs.get()).isGreaterThan(2);
        assertThat(balance(a)).isEqualTo(2);
        assertThat(balance(b)).isEqualTo(2);
    }

    /** Locks two rows in the order given, meeting the other transaction in between the first time. */
    private void cross(String first, String second, CyclicBarrier both, AtomicInteger runs) {
        var attempt = new AtomicInteger();
        unitOfWork
                .run(work -> {
                    runs.incrementAndGet();
                    return add(work, first)
                            .chain(() -> attempt.getAndIncrement() == 0
                                    ? meet(both)
                                    : Uni.createFrom().voidItem())
                            .chain(() -> add(work, second));
                })
                .await()
                .atMost(SOON);
    }

    private static Uni<Void> meet(CyclicBarrier both) {
        var context = io.vertx.core.Vertx.currentContext();
        return Uni.createFrom()
                .<Void>emitter(done -> Thread.startVirtualThread(() -> {
                    try {
                        both.await();
                        done.complete(null);
                    } catch (Exception e) {
                        done.fail(e);
                    }
                }))
                .emitOn(task -> context.runOnContext(_ -> task.run()));
    }

    private static Uni<Void> add(Work work, String id) {
        return work.session()
                .createNativeQuery("update account set balance = balance + 1 where id = :id")
                .setParameter("id", id)
                .executeUpdate()
                .replaceWithVoid();
    }

    private static Uni<Void> deposit(Work work, String key, long amount) {
        var account = Account.named(key);
        account.balance = amount;
        return work.session().persist(account).invoke(() -> work.publish(changed(key, amount)));
    }

    private static DatasetChanged changed(String key, long count) {
        return new DatasetChanged("us-east-1:pool", key, "d", count, null, false, Instant.now());
    }

    private long balance(String key) {
        return one("select balance from account where id = $1", key);
    }

    private long unsent(String key) {
        return one("select count(*) from outbox where key = $1", key);
    }

    private long one(String sql, String key) {
        return pool.preparedQuery(sql)
                .execute(Tuple.from(List.of(key)))
                .map(rows -> rows.iterator().next().getLong(0))
                .await()
                .atMost(SOON);
    }

    private static String newKey() {
        return UUID.randomUUID().toString();
    }
}
