package dev.signet.events;

import dev.signet.events.UnitOfWork.Work;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/**
 * What the readers of a topic have to know, as the database has it. A bean of this kind is asked to publish all of it when
 * Kafka's topic is another than the one it was published to: after Kafka lost its data, or the database was restored.
 */
public interface Snapshot {
    Topic topic();

    /**
     * Publishes a page of states, each locked until the transaction ends, so that no state is sent after a newer one or
     * after its end.
     *
     * @param after where the page before ended, empty at first
     * @return where this page ends, or nothing when it is the last
     */
    Uni<Optional<String>> publishPage(Work work, String after);
}
