package dev.signet.events.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.events.DatasetChanged;
import dev.signet.events.EventsConfig;
import dev.signet.events.Eventually;
import dev.signet.events.Topic;
import dev.signet.events.UnitOfWork;
import dev.signet.events.UnitOfWork.Work;
import dev.signet.events.kafka.KafkaSettings;
import dev.signet.events.kafka.Topics;
import dev.signet.testkit.BackingServers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(BackingServers.class)
class RebalanceTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int KEYS = 30;
    private static final int EVENTS = 40;

    @Inject
    KafkaSettings kafka;

    @Inject
    Topics topics;

    @Inject
    Handlers handlers;

    @Inject
    DeadLetters deadLetters;

    @Inject
    UnitOfWork unitOfWork;

    @Inject
    EventsConfig config;

    private final String run = UUID.randomUUID().toString();
    private final String consumer = "consumer-" + run;
    private final List<PollThreads> started = new ArrayList<>();

    @Test
    void eachEventActsOnceAndInOrderWhileReplicasComeAndGo() {
        PollThreads first = startReplica();
        for (int count = 1; count <= EVENTS; count++) {
            publishToAll(count);
            if (count == 10) {
                startReplica();
            }
            if (count == 20) {
                first.stop(new ShutdownEvent());
            }
            if (count == 30) {
                startReplica();
            }
        }

        Eventually.isTrue(SOON, () -> seen("").size() >= KEYS * EVENTS);

        started.forEach(replica -> replica.stop(new ShutdownEvent()));
        for (int key = 0; key < KEYS; key++) {
            assertThat(seen("k" + key + "."))
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, EVENTS).boxed().toList());
        }
    }

    private PollThreads startReplica() {
        var threads = new PollThreads(kafka, topics, new SimpleMeterRegistry());
        started.add(threads);
        new Consumers(threads, handlers, deadLetters, unitOfWork, config)
                .consume(Topic.CHANGES, consumer, DatasetChanged.class, this::record);
        return threads;
    }

    private Uni<Void> record(Work work, DatasetChanged event) {
        return work.session()
                .createNativeQuery("insert into seen (key, count) values (:key, :count) returning n")
                .setParameter("key", event.identityId())
                .setParameter("count", event.syncCount())
                .getResultList()
                .replaceWithVoid();
    }

    private void publishToAll(int count) {
        unitOfWork
                .run(work -> Uni.createFrom().voidItem().invoke(() -> {
                    for (int key = 0; key < KEYS; key++) {
                        work.publish(
                                new DatasetChanged("p", run + "k" + key + ".", "d", count, null, false, Instant.EPOCH));
                    }
                }))
                .await()
                .atMost(SOON);
    }

    private List<Long> seen(String keys) {
        return unitOfWork
                .read(session -> session.createNativeQuery(
                                "select count from seen where key like :keys order by n", Long.class)
                        .setParameter("keys", run + keys + "%")
                        .getResultList())
                .await()
                .atMost(SOON);
    }
}
