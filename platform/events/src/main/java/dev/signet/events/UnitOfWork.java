package dev.signet.events;

import io.smallrye.mutiny.Uni;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Runs an operation's changes and the events they cause in one transaction: both are committed or neither. Events are
 * published right after the commit.
 */
public interface UnitOfWork {
    /** Runs {@code change} in one transaction. */
    <T> Uni<T> run(Function<Work, Uni<T>> change);

    /** Runs {@code query} in a session without a transaction of its own. */
    <T> Uni<T> read(Function<Mutiny.Session, Uni<T>> query);

    /** One transaction that is under way. */
    interface Work {
        Mutiny.Session session();

        /** Adds an event to the transaction's outbox; it is sent only if the transaction commits. */
        void publish(Event event);
    }
}
