package dev.signet.events.outbox;

import dev.signet.events.DatabaseConfig;
import dev.signet.events.DatabaseSilent;
import dev.signet.events.EventsConfig;
import dev.signet.events.UnitOfWork;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/** Units of work in Hibernate Reactive, whose events go through the outbox. */
@ApplicationScoped
class TransactionalUnitOfWork implements UnitOfWork {
    private static final int RETRIES = 8;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(5);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(200);

    private final Mutiny.SessionFactory sessions;
    private final Publisher publisher;
    private final Vertx vertx;
    private final int largestValue;
    private final DatabaseConfig database;

    TransactionalUnitOfWork(
            Mutiny.SessionFactory sessions,
            Publisher publisher,
            Vertx vertx,
            EventsConfig config,
            DatabaseConfig database) {
        this.sessions = sessions;
        this.publisher = publisher;
        this.vertx = vertx;
        this.largestValue = config.largestValue();
        this.database = database;
    }

    @Override
    public <T> Uni<T> run(Function<Work, Uni<T>> change) {
        return run(change, database.workTimeout());
    }

    @Override
    public <T> Uni<T> runLong(Function<Work, Uni<T>> change) {
        Duration limit = database.longWorkTimeout();
        return run(work -> allow(work.session(), limit).chain(() -> change.apply(work)), limit);
    }

    private static Uni<Integer> allow(Mutiny.Session session, Duration limit) {
        return session.createNativeQuery("set local statement_timeout = " + limit.toMillis())
                .executeUpdate();
    }

    private <T> Uni<T> run(Function<Work, Uni<T>> change, Duration limit) {
        return Uni.createFrom().deferred(() -> {
            var context = WorkContext.current(vertx);
            var ending = new AtomicBoolean();
            return Uni.createFrom()
                    .deferred(() -> attempt(change, limit, ending))
                    .runSubscriptionOn(context)
                    .onFailure(e -> Contention.isCause(e) || !ending.get() && LostConnection.isCause(e))
                    .retry()
                    .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                    .atMost(RETRIES);
        });
    }

    @Override
    public <T> Uni<T> read(Function<Mutiny.Session, Uni<T>> query) {
        return Uni.createFrom().deferred(() -> alone(query, WorkContext.current(vertx))
                .onFailure(LostConnection::isCause)
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .atMost(RETRIES));
    }

    @Override
    public <T> Uni<T> statement(Function<Mutiny.Session, Uni<T>> change) {
        return Uni.createFrom().deferred(() -> alone(change, WorkContext.current(vertx)));
    }

    private <T> Uni<T> alone(Function<Mutiny.Session, Uni<T>> query, Executor context) {
        return Uni.createFrom()
                .deferred(() -> sessions.openSession()
                        .chain(session -> within(database.workTimeout(), _ -> Uni.createFrom()
                                .deferred(() -> query.apply(session))
                                .eventually(session::close))))
                .runSubscriptionOn(context);
    }

    /** Sets {@code ending} before PostgreSQL is asked to commit: a connection lost later may have lost only the answer. */
    private <T> Uni<T> attempt(Function<Work, Uni<T>> change, Duration limit, AtomicBoolean ending) {
        ending.set(false);
        return sessions.openSession()
                .chain(session -> within(limit, givenUp -> inTransaction(session, change, givenUp, ending)
                        .eventually(session::close)));
    }

    /**
     * Waits for work no longer than the limit, and never cuts it off: a session that is closed while its transaction begins
     * would give its connection back inside that transaction. Work that was given up goes on once PostgreSQL answers, is told
     * so, and ends in a rollback that nobody waits for.
     */
    private <T> Uni<T> within(Duration limit, Function<AtomicBoolean, Uni<T>> work) {
        return Uni.createFrom().emitter(emitter -> {
            var givenUp = new AtomicBoolean();
            long timer = vertx.setTimer(limit.toMillis(), _ -> {
                givenUp.set(true);
                emitter.fail(new DatabaseSilent(limit));
            });
            work.apply(givenUp)
                    .onTermination()
                    .invoke(() -> vertx.cancelTimer(timer))
                    .subscribe()
                    .with(emitter::complete, emitter::fail);
        });
    }

    private <T> Uni<T> inTransaction(
            Mutiny.Session session, Function<Work, Uni<T>> change, AtomicBoolean givenUp, AtomicBoolean ending) {
        var work = new PendingEvents(session, largestValue);
        return session.withTransaction(_ -> Uni.createFrom()
                        .deferred(() -> change.apply(work))
                        .call(() -> write(session, work.events()))
                        .invoke(() -> refuseIf(givenUp))
                        .invoke(() -> ending.set(true)))
                .invoke(() -> publisher.committed(work.events()));
    }

    private void refuseIf(AtomicBoolean givenUp) {
        if (givenUp.get()) {
            throw new DatabaseSilent(database.workTimeout());
        }
    }

    /** The change goes to PostgreSQL before the events: what waits for turns in the outbox must not wait for rows too. */
    private static Uni<Void> write(Mutiny.Session session, List<NewEvent> events) {
        return events.isEmpty() ? session.flush() : session.flush().chain(() -> OutboxTable.insert(session, events));
    }
}
