package dev.signet.events.outbox;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.events.DatasetChanged;
import dev.signet.events.Eventually;
import dev.signet.events.ReadTopic;
import dev.signet.events.Topic;
import dev.signet.events.UnitOfWork;
import dev.signet.events.UnitOfWork.Work;
import dev.signet.events.cloud.EventJson;
import dev.signet.testkit.BackingServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(BackingServers.class)
class OrderTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int KEYS = 40;
    private static final int EVENTS = 25;

    @Inject
    UnitOfWork unitOfWork;

    @Inject
    Delivery delivery;

    @Inject
    Relay relay;

    @Inject
    Replica.Factory replicas;

    @Inject
    ReadTopic readTopic;

    @Inject
    Pool pool;

    @Inject
    Vertx vertx;

    private final String run = UUID.randomUUID().toString();

    @Test
    void twoReplicasThatSendSideBySideKeepTheOrderOfEachKey() {
        try (Replica other = replicas.start(vertx)) {
            var writing = new AtomicBoolean(true);
            Thread sweeping = Thread.startVirtualThread(() -> sweepWhile(writing, other.relay()));
            writeAll(key -> increment(anyOf(unitOfWork, other.unitOfWork()), key));
            writing.set(false);
            join(sweeping);
            Eventually.isTrue(() -> unsent() == 0);
        }

        Map<String, List<Long>> sent = countsByKey();
        for (int key = 0; key < KEYS; key++) {
            assertThat(sent.get(run + key))
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, EVENTS).boxed().toList());
        }
    }

    @Test
    void aReplicaThatLosesItsConnectionsWhileSendingLosesNothingAndKeepsTheOrderOfEachKey() {
        try (Replica other = replicas.start(vertx)) {
            var writing = new AtomicBoolean(true);
            Thread cutting = Thread.startVirtualThread(() -> cutSendersWhile(writing));
            writeAll(key -> increment(anyOf(unitOfWork, other.unitOfWork()), key));
            writing.set(false);
            join(cutting);
            Eventually.isTrue(() -> unsent() == 0);
        }

        Map<String, List<Long>> sent = countsByKey();
        for (int key = 0; key < KEYS; key++) {
            List<Long> firstSeen =
                    sent.getOrDefault(run + key, List.of()).stream().distinct().toList();
            assertThat(firstSeen)
                    .hasSizeGreaterThanOrEqualTo(EVENTS)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, firstSeen.size()).boxed().toList());
        }
    }

    @Test
    void nothingOvertakesWhatAProcessThatDiedAfterItsCommitLeftBehind() {
        commitAndDie(run, 1);
        commitAndDie(run, 2);

        write(unitOfWork, run, 3);

        Eventually.isTrue(() -> unsent() == 0);
        assertThat(counts(run)).containsExactly(1L, 2L, 3L);
    }

    @Test
    void theRelaySendsWhatAProcessThatDiedAfterItsCommitLeftBehind() {
        for (long count = 1; count <= 120; count++) {
            commitAndDie(run, count);
        }

        Eventually.isTrue(() -> unsent() == 0);

        assertThat(counts(run))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 120).boxed().toList());
    }

    @Test
    void aKeyThatAStalledReplicaHoldsWaitsForItAndTheOtherKeysGoOn() {
        String held = run + "held";
        commitAndDie(held, 1);
        SqlConnection stalled = claimAsAProcessThatStops(held);

        write(unitOfWork, held, 2);
        write(unitOfWork, run + "free", 1);

        assertThat(readTopic.until(Topic.CHANGES, 1, r -> r.key().equals(run + "free")))
                .hasSize(1);
        relay.sweep().await().atMost(SOON);
        assertThat(unsent()).isEqualTo(2);
        stalled.query("rollback").executeAndAwait();
        stalled.closeAndAwait();
        Eventually.isTrue(() -> unsent() == 0);
        assertThat(counts(held)).containsExactly(1L, 2L);
    }

    @Test
    void theEventsOfOneTransactionKeepTheOrderInWhichTheyWerePublished() {
        unitOfWork
                .run(work -> Uni.createFrom().voidItem().invoke(() -> LongStream.rangeClosed(1, 130)
                        .forEach(count -> publish(work, run, count))))
                .await()
                .atMost(SOON);

        Eventually.isTrue(() -> unsent() == 0);

        assertThat(counts(run))
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, 130).boxed().toList());
    }

    private void writeAll(Function<String, Uni<Void>> write) {
        List<Uni<Void>> writers = IntStream.range(0, KEYS)
                .mapToObj(key -> Multi.createFrom()
                        .range(0, EVENTS)
                        .onItem()
                        .transformToUniAndConcatenate(_ -> write.apply(run + key))
                        .collect()
                        .last())
                .toList();
        Uni.join().all(writers).andFailFast().await().atMost(SOON);
    }

    private static UnitOfWork anyOf(UnitOfWork one, UnitOfWork other) {
        return ThreadLocalRandom.current().nextBoolean() ? one : other;
    }

    /** The writers of one key see and count each other in the database, so that the counts tell the commits' order. */
    private static Uni<Void> increment(UnitOfWork unitOfWork, String key) {
        return unitOfWork
                .run(work -> work.session()
                        .createNativeQuery(
                                "insert into account values (:id, 1) on conflict (id) do update set balance = account.balance + 1 returning balance",
                                Long.class)
                        .setParameter("id", key)
                        .getSingleResult()
                        .invoke(count -> publish(work, key, count)))
                .replaceWithVoid()
                .onFailure()
                .retry()
                .atMost(20);
    }

    private void write(UnitOfWork unitOfWork, String key, long count) {
        unitOfWork
                .run(work -> Uni.createFrom().voidItem().invoke(() -> publish(work, key, count)))
                .await()
                .atMost(SOON);
    }

    private static void publish(Work work, String key, long count) {
        work.publish(new DatasetChanged("p", key, "d", count, null, false, Instant.EPOCH));
    }

    /** Commits as a process does that is killed before it can send. */
    private void commitAndDie(String key, long count) {
        var event = new DatasetChanged("p", key, "d", count, null, false, Instant.EPOCH);
        pool.preparedQuery("insert into outbox (topic, key, event_id, type, payload) values ($1, $2, $3, $4, $5)")
                .executeAndAwait(io.vertx.mutiny.sqlclient.Tuple.of(
                        Topic.CHANGES.kafkaName(),
                        key,
                        UUID.randomUUID(),
                        "dev.signet.DatasetChanged",
                        EventJson.write(event)));
    }

    private SqlConnection claimAsAProcessThatStops(String key) {
        SqlConnection connection = pool.getConnectionAndAwait();
        connection.query("begin").executeAndAwait();
        Claim claim = OutboxTable.claim(connection, List.of(new OrderKey(Topic.CHANGES.kafkaName(), key)))
                .await()
                .atMost(SOON);
        assertThat(claim.elsewhere()).isEmpty();
        return connection;
    }

    private void sweepWhile(AtomicBoolean writing, Relay other) {
        while (writing.get()) {
            Uni.join().all(relay.sweep(), other.sweep()).andFailFast().await().atMost(SOON);
        }
    }

    /**
     * Ends the sessions of transactions that hold an outbox claim, between Kafka's acknowledgement and their commit. A
     * connection that a sender has just given back can be a writer's by then; that one writes again.
     */
    private void cutSendersWhile(AtomicBoolean writing) {
        while (writing.get()) {
            pool.query("""
                            select pg_terminate_backend(pid) from pg_stat_activity
                            where datname = current_database() and pid <> pg_backend_pid()
                              and query like '%from outbox%' and state <> 'idle' limit 1
                            """).executeAndAwait();
            Eventually.pause();
        }
    }

    private List<Long> counts(String key) {
        return countsByKey().getOrDefault(key, List.of());
    }

    /** The counts that the topic holds of this run, in its order. */
    private Map<String, List<Long>> countsByKey() {
        return readTopic.all(Topic.CHANGES, r -> r.key().startsWith(run)).stream()
                .collect(groupingBy(
                        ConsumerRecord::key,
                        mapping(
                                r -> EventJson.read(r.value(), DatasetChanged.class)
                                        .syncCount(),
                                toList())));
    }

    private long unsent() {
        return pool.query("select count(*) from outbox where key like '" + run + "%'")
                .executeAndAwait()
                .iterator()
                .next()
                .getLong(0);
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
