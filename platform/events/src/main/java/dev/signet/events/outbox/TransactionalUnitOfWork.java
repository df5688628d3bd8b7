package dev.signet.events.outbox;

import dev.signet.events.EventsConfig;
import dev.signet.events.UnitOfWork;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
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

    TransactionalUnitOfWork(Mutiny.SessionFactory sessions, Publisher publisher, Vertx vertx, EventsConfig config) {
        this.sessions = sessions;
        this.publisher = publisher;
        this.vertx = vertx;
        this.largestValue = config.largestValue();
    }

    @Override
    public <T> Uni<T> run(Function<Work, Uni<T>> change) {
        return Uni.createFrom().deferred(() -> {
            var context = WorkContext.current(vertx);
            return Uni.createFrom()
                    .deferred(() -> attempt(change))
                    .runSubscriptionOn(context)
                    .onFailure(Contention::isCause)
                    .retry()
                    .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                    .atMost(RETRIES);
        });
    }

    @Override
    public <T> Uni<T> read(Function<Mutiny.Session, Uni<T>> query) {
        return Uni.createFrom().deferred(() -> sessions.openSession()
                .chain(session -> query.apply(session).eventually(session::close))
                .runSubscriptionOn(WorkContext.current(vertx)));
    }

    private <T> Uni<T> attempt(Function<Work, Uni<T>> change) {
        return sessions.openSession()
                .chain(session -> inTransaction(session, change).eventually(session::close));
    }

    private <T> Uni<T> inTransaction(Mutiny.Session session, Function<Work, Uni<T>> change) {
        var work = new PendingEvents(session, largestValue);
        return session.withTransaction(_ ->
                        Uni.createFrom().deferred(() -> change.apply(work)).call(() -> write(session, work.events())))
                .invoke(() -> publisher.committed(work.events()));
    }

    /** The change goes to PostgreSQL before the events: what waits for turns in the outbox must not wait for rows too. */
    private static Uni<Void> write(Mutiny.Session session, List<NewEvent> events) {
        return events.isEmpty()
                ? Uni.createFrom().voidItem()
                : session.flush().chain(() -> OutboxTable.insert(session, events));
    }
}
