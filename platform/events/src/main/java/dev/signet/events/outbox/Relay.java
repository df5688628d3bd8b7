package dev.signet.events.outbox;

import dev.signet.events.outbox.Delivery.Delivered;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ApplicationNotRunning;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jboss.logging.Logger;

/** Sends what was left behind: by a crash after the commit, or while Kafka was away. */
@ApplicationScoped
class Relay {
    private static final Logger LOG = Logger.getLogger(Relay.class);
    private static final int PAGE = 128;

    /** Rows younger than this are left to the process that wrote them. */
    private static final String LEFT_BEHIND = """
            select id, topic, key from outbox
            where id > $1 and created < now() - interval '500 milliseconds'
            order by id limit %d
            """.formatted(PAGE);

    private final Pool pool;
    private final Delivery delivery;

    Relay(Pool pool, Delivery delivery) {
        this.pool = pool;
        this.delivery = delivery;
    }

    /** Goes once through the outbox, oldest first. */
    @Scheduled(
            every = "${signet.events.relay-every:1s}",
            concurrentExecution = ConcurrentExecution.SKIP,
            skipExecutionIf = ApplicationNotRunning.class)
    Uni<Void> sweep() {
        return Multi.createBy()
                .repeating()
                .uni(() -> new Position(0), this::sendPage)
                .whilst(Page::hasNext)
                .collect()
                .last()
                .onFailure()
                .invoke(e -> LOG.warnf("The outbox could not be looked through: %s", e.toString()))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    private Uni<Page> sendPage(Position position) {
        return pool.preparedQuery(LEFT_BEHIND)
                .execute(Tuple.of(position.lastId))
                .map(rows -> Page.of(rows, position))
                .call(page -> sendAll(page.keys).invoke(complete -> page.stop |= !complete));
    }

    private Uni<Boolean> sendAll(List<OrderKey> keys) {
        return Multi.createBy()
                .repeating()
                .uni(() -> new KeysLeft(keys), this::sendSome)
                .whilst(delivered -> delivered.complete() && !delivered.more().isEmpty())
                .collect()
                .last()
                .map(Delivered::complete);
    }

    private Uni<Delivered> sendSome(KeysLeft left) {
        return left.keys.isEmpty()
                ? delivery.nothingLeft()
                : delivery.deliver(left.keys).invoke(delivered -> left.keys = delivered.more());
    }

    private static final class Position {
        private long lastId;

        Position(long lastId) {
            this.lastId = lastId;
        }
    }

    private static final class KeysLeft {
        private List<OrderKey> keys;

        KeysLeft(List<OrderKey> keys) {
            this.keys = keys;
        }
    }

    private static final class Page {
        private final List<OrderKey> keys;
        private final boolean full;
        private boolean stop;

        private Page(List<OrderKey> keys, boolean full) {
            this.keys = keys;
            this.full = full;
        }

        static Page of(RowSet<Row> rows, Position position) {
            Set<OrderKey> keys = new LinkedHashSet<>();
            for (Row row : rows) {
                keys.add(new OrderKey(row.getString("topic"), row.getString("key")));
                position.lastId = row.getLong("id");
            }
            return new Page(List.copyOf(keys), rows.size() == PAGE);
        }

        boolean hasNext() {
            return full && !stop;
        }
    }
}
