package dev.signet.sync.replica;

import static dev.signet.sync.world.Member.fresh;
import static dev.signet.sync.world.Member.replace;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.events.DatasetChanged;
import dev.signet.events.Event;
import dev.signet.events.IdentityEvent.IdentityCreated;
import dev.signet.events.Topic;
import dev.signet.events.cloud.CloudEvent;
import dev.signet.events.cloud.EventJson;
import dev.signet.events.cloud.EventTypes;
import dev.signet.sync.world.Eventually;
import dev.signet.sync.world.Member;
import dev.signet.testkit.BackingServers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.cognitosync.model.Record;
import software.amazon.awssdk.services.cognitosync.model.ResourceConflictException;

/** Two replicas of the service on one database and one Kafka. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReplicasIT {
    private static final Duration LOAD = Duration.ofSeconds(10);

    private final BackingServers servers = new BackingServers();
    private Map<String, String> configuration = Map.of();
    private List<Replica> replicas = List.of();
    private Member ann;

    @BeforeAll
    void startTwoReplicas() {
        servers.init(Map.of("database", "signet_sync"));
        configuration = new HashMap<>(servers.start());
        configuration.remove("quarkus.http.test-port");
        replicas = List.of(Replica.of(configuration), Replica.of(configuration));
        replicas.forEach(Replica::awaitReady);
    }

    @AfterAll
    void stop() throws InterruptedException {
        for (Replica replica : replicas) {
            replica.close();
        }
        servers.stop();
    }

    @BeforeEach
    void someone() {
        String pool = "us-east-1:" + UUID.randomUUID();
        String identity = "us-east-1:" + UUID.randomUUID();
        publish(new IdentityCreated(pool, identity, Instant.now()));
        ann = new Member(pool, identity, replicas.getFirst().operator());
        Eventually.succeeds(() ->
                ann.client().describeIdentityUsage(r -> r.identityPoolId(pool).identityId(identity)));
    }

    @Test
    void letOneOf64WritersWithTheSameCountWin() throws Exception {
        ann.update("notes", fresh("a"));
        String session = ann.session("notes");
        List<Member> through = replicas.stream()
                .map(replica -> ann.through(replica.operator()))
                .toList();

        List<Object> outcomes = atOnce(IntStream.range(0, 64)
                .<Callable<Object>>mapToObj(
                        i -> () -> through.get(i % 2).update("notes", session, List.of(replace("a", "by " + i, 1))))
                .toList());

        assertThat(outcomes).filteredOn(List.class::isInstance).hasSize(1);
        assertThat(outcomes)
                .filteredOn(ResourceConflictException.class::isInstance)
                .hasSize(63);
        assertThat(through.getLast().list("notes").datasetSyncCount()).isEqualTo(2);
    }

    @Test
    void loseNothingAcknowledgedWhenOneIsKilled() throws Exception {
        Instant end = Instant.now().plus(LOAD);
        List<Callable<Object>> tasks = new ArrayList<>();
        List<Writer> writers = IntStream.range(0, 6).mapToObj(Writer::new).toList();
        writers.forEach(writer -> tasks.add(() -> writer.writeUntil(end)));
        tasks.add(() -> {
            Thread.sleep(LOAD.dividedBy(3));
            replicas.getFirst().kill();
            replicas.getFirst().restart();
            return "killed";
        });

        assertThat(atOnce(tasks)).noneMatch(Throwable.class::isInstance);
        replicas.forEach(Replica::awaitReady);

        Map<String, Record> records = ann.records("notes");
        var acknowledged = new ArrayList<Long>();
        for (Writer writer : writers) {
            writer.assertKept(records);
            acknowledged.addAll(writer.acknowledged);
        }
        assertThat(acknowledged).hasSizeGreaterThan(writers.size()).doesNotHaveDuplicates();
        assertAllAnnounced(ann.list("notes").datasetSyncCount());
    }

    /** Writes the same unique text under two keys again and again, through whichever replica answers. */
    private final class Writer {
        private final List<Member> through = replicas.stream()
                .map(replica -> ann.through(replica.operator()))
                .toList();
        private final String left;
        private final String right;
        private final List<Long> acknowledged = new ArrayList<>();
        private String lastValue = "";
        private int turn;

        Writer(int number) {
            this.left = "left" + number;
            this.right = "right" + number;
            this.turn = number;
        }

        Object writeUntil(Instant end) {
            while (Instant.now().isBefore(end)) {
                try {
                    write(through.get(turn % 2));
                } catch (ResourceConflictException e) {
                    throw e;
                } catch (RuntimeException _) {
                    turn++; // this replica is away, or fell while it answered: what became of the write is seen next
                }
            }
            return "done";
        }

        private void write(Member member) {
            var known = member.list("notes");
            long count = known.records().stream()
                    .filter(record -> record.key().equals(left))
                    .mapToLong(Record::syncCount)
                    .findFirst()
                    .orElse(0);
            String value = UUID.randomUUID().toString();
            var written = member.update(
                    "notes",
                    known.syncSessionToken(),
                    List.of(replace(left, value, count), replace(right, value, count)));
            acknowledged.add(written.getFirst().syncCount());
            lastValue = value;
        }

        void assertKept(Map<String, Record> records) {
            Record kept = records.get(left);
            assertThat(kept.syncCount()).isGreaterThanOrEqualTo(acknowledged.getLast());
            if (kept.syncCount().equals(acknowledged.getLast())) {
                assertThat(kept.value()).isEqualTo(lastValue);
            }
            assertThat(records.get(right).value()).isEqualTo(kept.value());
            assertThat(records.get(right).syncCount()).isEqualTo(kept.syncCount());
        }
    }

    /** Every count up to the last was announced, the counts never falling but where a crash repeats some. */
    private void assertAllAnnounced(long last) {
        var announced = new TreeSet<Long>();
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of(
                        "bootstrap.servers",
                        configuration.get("kafka.bootstrap.servers"),
                        "group.id",
                        "replicas-" + UUID.randomUUID(),
                        "auto.offset.reset",
                        "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(kafkaName(Topic.CHANGES)));
            Eventually.succeeds(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                    if (record.key().equals(ann.identity())) {
                        announced.add(EventJson.read(record.value(), DatasetChanged.class)
                                .syncCount());
                    }
                });
                assertThat(announced)
                        .containsExactlyElementsOf(
                                LongStream.rangeClosed(1, last).boxed().toList());
            });
        }
    }

    private void publish(Event event) {
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of("bootstrap.servers", configuration.get("kafka.bootstrap.servers")),
                new StringSerializer(),
                new ByteArraySerializer())) {
            var attributes = new CloudEvent(
                    UUID.randomUUID(),
                    EventTypes.nameOf(event.getClass()),
                    event.topic().kafkaName(),
                    event.key(),
                    Instant.now(),
                    Optional.empty());
            producer.send(attributes.record(kafkaName(event.topic()), Optional.of(EventJson.write(event))));
        }
    }

    private String kafkaName(Topic topic) {
        return configuration.getOrDefault("signet.events.topic-prefix", "") + topic.kafkaName();
    }

    private static List<Object> atOnce(List<Callable<Object>> tasks) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var outcomes = new ArrayList<>();
            for (Future<Object> future : threads.invokeAll(tasks)) {
                outcomes.add(future.state() == Future.State.SUCCESS ? future.resultNow() : future.exceptionNow());
            }
            return outcomes;
        }
    }
}
