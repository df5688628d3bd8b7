package dev.signet.events.outbox;

import dev.signet.events.Scalars;
import dev.signet.events.Snapshot;
import dev.signet.events.Topic;
import dev.signet.events.UnitOfWork;
import dev.signet.events.UnitOfWork.Work;
import dev.signet.events.kafka.Topics;
import io.quarkus.arc.All;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ApplicationNotRunning;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Publishes snapshots to topics that were made anew. How far it is stands in the database: replicas go on where another
 * left off, and each page is a transaction of its own.
 */
@ApplicationScoped
class Republisher {
    private static final Logger LOG = Logger.getLogger(Republisher.class);

    private final List<Snapshot> snapshots;
    private final UnitOfWork unitOfWork;
    private final Topics topics;
    private final Map<Topic, String> published = new ConcurrentHashMap<>();

    Republisher(@All List<Snapshot> snapshots, UnitOfWork unitOfWork, Topics topics) {
        this.snapshots = snapshots;
        this.unitOfWork = unitOfWork;
        this.topics = topics;
    }

    /** Brings every topic that lacks its snapshot to have it. */
    @Scheduled(
            every = "${signet.events.republish-every}",
            concurrentExecution = ConcurrentExecution.SKIP,
            skipExecutionIf = ApplicationNotRunning.class)
    Uni<Void> sweep() {
        return Multi.createFrom()
                .iterable(snapshots)
                .onItem()
                .transformToUniAndConcatenate(this::publishWhereAbsent)
                .collect()
                .last()
                .onFailure()
                .invoke(e -> LOG.warnf("States are published again later: %s", e.toString()))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    private Uni<Void> publishWhereAbsent(Snapshot snapshot) {
        return topics.idOf(snapshot.topic())
                .filter(id -> !id.equals(published.get(snapshot.topic())))
                .map(id -> publish(snapshot, id).invoke(() -> published.put(snapshot.topic(), id)))
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    private Uni<Void> publish(Snapshot snapshot, String id) {
        return Multi.createBy()
                .repeating()
                .uni(() -> unitOfWork.run(work -> publishPage(work, snapshot, id)))
                .whilst(more -> more)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private static Uni<Boolean> publishPage(Work work, Snapshot snapshot, String id) {
        return reached(work.session(), snapshot.topic(), id)
                .chain(reached -> reached.isEmpty()
                        ? Uni.createFrom().item(false)
                        : snapshot.publishPage(work, reached.get())
                                .call(end -> reach(work.session(), snapshot.topic(), end.orElse(null)))
                                .map(Optional::isPresent));
    }

    /** How far the topic of this id has its snapshot, or nothing when it has all; locked for whoever publishes next. */
    private static Uni<Optional<String>> reached(Mutiny.Session session, Topic topic, String id) {
        return Scalars.query(session, """
                        insert into republication as known (topic, topic_id, reached) values (:topic, :id, '')
                        on conflict on constraint republication_pk do update set
                            topic_id = excluded.topic_id,
                            reached = case when known.topic_id = excluded.topic_id then known.reached else '' end
                        returning reached
                        """, String.class)
                .setParameter("topic", topic.kafkaName())
                .setParameter("id", id)
                .getResultList()
                .map(rows -> Optional.ofNullable(rows.getFirst()));
    }

    private static Uni<Void> reach(Mutiny.Session session, Topic topic, @Nullable String end) {
        return session.createNativeQuery("update republication set reached = cast(:end as text) where topic = :topic")
                .setParameter("end", end)
                .setParameter("topic", topic.kafkaName())
                .executeUpdate()
                .replaceWithVoid();
    }
}
