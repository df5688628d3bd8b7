package dev.signet.events;

import io.smallrye.mutiny.Uni;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Runs an operation's changes and the events they cause in one transaction: both are committed or neither. Events are
 * published right after the commit.
 */
public interface UnitOfWork {
    /**
     * Runs {@code change} in one transaction. PostgreSQL may refuse a transaction because of others running at the same
     * time (deadlock, serialization failure), and its connection may be lost before the commit: then {@code change} is run
     * again, from the start and in a new session, a few times. So it must do nothing but work on its session and publish.
     *
     * <p>Fails with {@link DatabaseSilent} when PostgreSQL does not answer in time.
     */
    <T> Uni<T> run(Function<Work, Uni<T>> change);

    /** As {@link #run}, for a change that may touch a million rows: it may take minutes where others may take seconds. */
    <T> Uni<T> runLong(Function<Work, Uni<T>> change);

    /** Runs {@code query} in a session without a transaction of its own, and again when its connection is lost. */
    <T> Uni<T> read(Function<Mutiny.Session, Uni<T>> query);

    /** Runs a change that is one statement and publishes nothing: it commits by itself, without a transaction around it. */
    <T> Uni<T> statement(Function<Mutiny.Session, Uni<T>> change);

    /** One transaction that is under way. */
    interface Work {
        Mutiny.Session session();

        /**
         * Adds an event to the transaction's outbox; it is sent only if the transaction commits. Events of one key are
         * sent in the order in which they were committed, and those of one transaction in the order of these calls.
         */
        void publish(Event event);
    }
}
