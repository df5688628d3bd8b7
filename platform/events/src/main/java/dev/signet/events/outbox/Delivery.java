package dev.signet.events.outbox;

import dev.signet.events.kafka.EventProducer;
import dev.signet.events.kafka.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Sends what waits in the outbox for some keys. Whoever sends for a key holds it locked in PostgreSQL until Kafka has
 * acknowledged and the rows are gone, and sends in the order of ids: so order holds whichever process sends, and
 * whenever one dies.
 */
@ApplicationScoped
class Delivery {
    private static final Logger LOG = Logger.getLogger(Delivery.class);

    /** Nothing is handed to Kafka's client later than this after the claim. */
    private static final Duration SENDING = Duration.ofSeconds(10);

    /** Longer than any claim takes, so that a connection on which nothing comes back does not hold up the rest. */
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final Pool pool;
    private final EventProducer producer;
    private final Topics topics;
    private final MeterRegistry meters;
    private volatile boolean working = true;

    Delivery(Pool pool, EventProducer producer, Topics topics, MeterRegistry meters) {
        this.pool = pool;
        this.producer = producer;
        this.topics = topics;
        this.meters = meters;
    }

    /** Whether the last attempt reached Kafka. */
    boolean working() {
        return working;
    }

    /** Takes note that the outbox holds nothing old: whatever kept it from sending is over. */
    Uni<Delivered> nothingLeft() {
        working = topics.ready();
        return Uni.createFrom().item(Delivered.ALL);
    }

    /** Sends the oldest events of each key. Never fails: what could not be sent is still in the outbox. */
    Uni<Delivered> deliver(List<OrderKey> keys) {
        if (!topics.ready()) {
            working = false;
            return Uni.createFrom().item(Delivered.NOTHING);
        }
        return pool.withTransaction(connection -> deliver(connection, keys))
                .ifNoItem()
                .after(LONGEST)
                .fail()
                .onFailure()
                .invoke(e -> LOG.warnf("Events stay in the outbox for now: %s", e.toString()))
                .onFailure()
                .recoverWithItem(Delivered.NOTHING)
                .invoke(delivered -> working = delivered.complete());
    }

    private Uni<Delivered> deliver(SqlConnection connection, List<OrderKey> keys) {
        var turn = new Turn(connection);
        return OutboxTable.claim(connection, keys).chain(claim -> send(claim, turn)
                .call(sent -> OutboxTable.delete(connection, acknowledged(sent)))
                .map(sent -> Delivered.of(claim, sent)));
    }

    private Uni<List<Sent>> send(Claim claim, Turn turn) {
        List<Uni<Sent>> keys = claim.rows().values().stream()
                .filter(rows -> !rows.isEmpty())
                .map(rows -> inOrder(rows, turn))
                .toList();
        return keys.isEmpty()
                ? Uni.createFrom().item(List.of())
                : Uni.join().all(keys).andFailFast();
    }

    /** One record of a key is under way at a time: a later one must not arrive when an earlier one fails. */
    private Uni<Sent> inOrder(List<OutboxRow> rows, Turn turn) {
        List<Long> acknowledged = new ArrayList<>(rows.size());
        return Multi.createFrom()
                .iterable(rows)
                .onItem()
                .transformToUniAndConcatenate(row -> producer.send(
                                row.toRecord(topics.kafkaName(row.orderKey().topic())), turn.end)
                        .invoke(() -> note(row, acknowledged)))
                .collect()
                .last()
                .map(_ -> new Sent(rows.getFirst().orderKey(), acknowledged, true))
                .onFailure()
                .invoke(e -> LOG.warnf(
                        "Kafka did not take an event of %s: %s",
                        rows.getFirst().orderKey().topic(), e))
                .onFailure()
                .recoverWithItem(() -> new Sent(rows.getFirst().orderKey(), acknowledged, false));
    }

    private void note(OutboxRow row, List<Long> acknowledged) {
        acknowledged.add(row.id());
        meters.timer("signet.events.sent", "topic", row.orderKey().topic())
                .record(Duration.between(row.created(), Instant.now()));
    }

    private static List<Long> acknowledged(List<Sent> sent) {
        return sent.stream().flatMap(s -> s.acknowledged().stream()).toList();
    }

    /** When a claim's records may still be handed to Kafka's client: not after the connection that holds it is lost. */
    private static final class Turn {
        private volatile long end = System.nanoTime() + SENDING.toNanos();

        Turn(SqlConnection connection) {
            connection.closeHandler(() -> end = System.nanoTime());
        }
    }

    /**
     * What became of one key's rows.
     *
     * @param complete whether Kafka acknowledged all of them
     */
    private record Sent(OrderKey key, List<Long> acknowledged, boolean complete) {}

    /**
     * What became of a delivery.
     *
     * @param complete whether Kafka acknowledged all that was claimed
     * @param more keys that may have more rows
     * @param elsewhere keys that another process is sending for right now
     */
    record Delivered(boolean complete, List<OrderKey> more, List<OrderKey> elsewhere) {
        static final Delivered ALL = new Delivered(true, List.of(), List.of());
        static final Delivered NOTHING = new Delivered(false, List.of(), List.of());

        private static Delivered of(Claim claim, List<Sent> sent) {
            List<OrderKey> more = sent.stream()
                    .filter(s -> s.complete() && s.acknowledged().size() == OutboxTable.ROWS_PER_KEY)
                    .map(Sent::key)
                    .toList();
            return new Delivered(sent.stream().allMatch(Sent::complete), more, claim.elsewhere());
        }
    }
}
