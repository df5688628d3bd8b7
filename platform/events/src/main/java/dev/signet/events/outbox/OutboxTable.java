package dev.signet.events.outbox;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The outbox in PostgreSQL. */
final class OutboxTable {
    /** How many rows of one key are claimed at once. */
    static final int ROWS_PER_KEY = 50;

    private static final int WRITERS = 0x5167_0001;
    private static final int SENDERS = 0x5167_0002;

    /**
     * Writers of one key queue here until the one before has committed, so that ids of a key are in the order of the
     * commits. Locks are taken in one order, as the last thing a transaction does, so they make no deadlock.
     */
    private static final String INSERT = """
            with turn as materialized (
                select pg_advisory_xact_lock(%d, lock)
                from (select distinct lock from unnest(cast(:locks as int[])) as l(lock) order by lock) as ordered)
            insert into outbox (topic, key, event_id, type, payload, traceparent)
            select topic, key, cast(event_id as uuid), type, payload, traceparent
            from (select count(*) from turn) as taken,
                 unnest(cast(:topics as text[]), cast(:keys as text[]), cast(:ids as text[]), cast(:types as text[]),
                        cast(:payloads as text[]), cast(:traces as text[])) with ordinality
                     as e(topic, key, event_id, type, payload, traceparent, n)
            order by n
            returning id
            """.formatted(WRITERS);

    private static final String LOCK = """
            select pg_try_advisory_xact_lock(%d, lock) as held
            from unnest($1::int[]) with ordinality as l(lock, n) order by n
            """.formatted(SENDERS);

    private static final String WAITING = """
            select o.id, o.topic, o.key, o.event_id, o.type, o.payload, o.traceparent, o.created
            from unnest($1::text[], $2::text[]) as k(topic, key)
            cross join lateral (
                select id, topic, key, event_id, type, payload, traceparent, created from outbox
                where topic = k.topic and key = k.key order by id limit %d) as o
            order by o.id
            """.formatted(ROWS_PER_KEY);

    private OutboxTable() {}

    static Uni<Void> insert(Mutiny.Session session, List<NewEvent> events) {
        return session.createNativeQuery(INSERT)
                .setParameter(
                        "locks", events.stream().map(e -> e.orderKey().lock()).toArray(Integer[]::new))
                .setParameter("topics", texts(events, e -> e.orderKey().topic()))
                .setParameter("keys", texts(events, e -> e.orderKey().key()))
                .setParameter("ids", texts(events, e -> e.eventId().toString()))
                .setParameter("types", texts(events, NewEvent::type))
                .setParameter("payloads", texts(events, NewEvent::payload))
                .setParameter("traces", texts(events, NewEvent::traceparent))
                .getResultList()
                .replaceWithVoid();
    }

    /**
     * Claims keys until the transaction ends and reads what waits for them. Locks and rows are two statements on
     * purpose: the rows must be seen as they are once the locks are held, not as they were before.
     */
    static Uni<Claim> claim(SqlConnection connection, List<OrderKey> keys) {
        Uni<RowSet<Row>> unsafeCommit =
                connection.query("set local synchronous_commit = off").execute();
        Uni<RowSet<Row>> locks = connection
                .preparedQuery(LOCK)
                .execute(Tuple.of(keys.stream().map(OrderKey::lock).toArray(Integer[]::new)));
        Uni<RowSet<Row>> waiting = connection
                .preparedQuery(WAITING)
                .execute(Tuple.of(
                        keys.stream().map(OrderKey::topic).toArray(String[]::new),
                        keys.stream().map(OrderKey::key).toArray(String[]::new)));
        return Uni.combine()
                .all()
                .unis(unsafeCommit, locks, waiting)
                .with((_, held, rows) -> Claim.of(keys, granted(held), rows(rows)));
    }

    static Uni<Void> delete(SqlConnection connection, List<Long> ids) {
        return ids.isEmpty()
                ? Uni.createFrom().voidItem()
                : connection
                        .preparedQuery("delete from outbox where id = any($1)")
                        .execute(Tuple.of(ids.toArray(Long[]::new)))
                        .replaceWithVoid();
    }

    private static @Nullable String[] texts(List<NewEvent> events, Function<NewEvent, @Nullable String> part) {
        return events.stream().map(part).toArray(String[]::new);
    }

    private static List<Boolean> granted(RowSet<Row> rows) {
        List<Boolean> granted = new ArrayList<>(rows.size());
        rows.forEach(row -> granted.add(row.getBoolean("held")));
        return granted;
    }

    private static List<OutboxRow> rows(RowSet<Row> rows) {
        List<OutboxRow> list = new ArrayList<>(rows.size());
        rows.forEach(row -> list.add(row(row)));
        return list;
    }

    private static OutboxRow row(Row row) {
        return new OutboxRow(
                row.getLong("id"),
                new OrderKey(row.getString("topic"), row.getString("key")),
                row.getUUID("event_id"),
                row.getString("type"),
                row.getString("payload"),
                row.getString("traceparent"),
                row.get(OffsetDateTime.class, "created").toInstant());
    }
}
