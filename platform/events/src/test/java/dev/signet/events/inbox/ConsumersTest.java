package dev.signet.events.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.events.Account;
import dev.signet.events.DatasetChanged;
import dev.signet.events.Eventually;
import dev.signet.events.IdentityEvent;
import dev.signet.events.IdentityEvent.IdentityCreated;
import dev.signet.events.IdentityEvent.IdentityDeleted;
import dev.signet.events.OutcomeEvent;
import dev.signet.events.OutcomeEvent.EndpointDied;
import dev.signet.events.ReadTopic;
import dev.signet.events.Topic;
import dev.signet.events.UnitOfWork;
import dev.signet.events.UnitOfWork.Work;
import dev.signet.events.UserEvent;
import dev.signet.events.UserEvent.UserSignedUp;
import dev.signet.events.cloud.CloudEvent;
import dev.signet.events.cloud.EventJson;
import dev.signet.events.cloud.EventTypes;
import dev.signet.events.kafka.EventProducer;
import dev.signet.events.kafka.Topics;
import dev.signet.testkit.BackingServers;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(BackingServers.class)
class ConsumersTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @Inject
    Consumers consumers;

    @Inject
    UnitOfWork unitOfWork;

    @Inject
    EventProducer producer;

    @Inject
    Topics topics;

    @Inject
    ReadTopic readTopic;

    @Inject
    MeterRegistry meters;

    @Test
    void anEventDeliveredTwiceActsOnceAndItsEffectIsCommittedWithIt() {
        String id = newKey();
        String marker = newKey();
        List<String> seen = new CopyOnWriteArrayList<>();
        consumers.consume(Topic.IDENTITIES, newKey(), IdentityEvent.class, (work, event) -> {
            seen.add(event.identityId());
            return event.identityId().equals(id)
                    ? deposit(work, id)
                    : Uni.createFrom().voidItem();
        });
        UUID eventId = UUID.randomUUID();
        var record = record(new IdentityCreated("us-east-1:p", id, Instant.EPOCH), eventId);

        send(record);
        send(record);
        send(record(new IdentityCreated("us-east-1:p", id, Instant.EPOCH), eventId));
        send(record(new IdentityDeleted("us-east-1:p", id, Instant.EPOCH), UUID.randomUUID()));
        send(record(new IdentityCreated("us-east-1:p", marker, Instant.EPOCH), UUID.randomUUID()));

        Eventually.isTrue(() -> balance(id).equals(Optional.of(2L)) && seen.contains(marker));
        assertThat(seen.stream().filter(id::equals)).hasSize(2);
    }

    @Test
    void theEffectRunsOnAContextThatHibernateAcceptsAndMayPublish() {
        String id = newKey();
        List<Boolean> contexts = new CopyOnWriteArrayList<>();
        consumers.consume(Topic.IDENTITIES, newKey(), IdentityEvent.class, (work, event) -> {
            if (!event.identityId().equals(id)) {
                return Uni.createFrom().voidItem();
            }
            contexts.add(VertxContext.isOnDuplicatedContext()
                    && Vertx.currentContext().isEventLoopContext());
            return deposit(work, id)
                    .chain(() -> work.session().find(Account.class, id))
                    .invoke(account -> {
                        contexts.add(VertxContext.isOnDuplicatedContext());
                        work.publish(new DatasetChanged("p", id, "d", account.balance, null, false, Instant.now()));
                    })
                    .replaceWithVoid();
        });

        send(record(new IdentityCreated("us-east-1:p", id, Instant.EPOCH), UUID.randomUUID()));

        var published = readTopic.until(Topic.CHANGES, 1, r -> r.key().equals(id));
        assertThat(new String(published.getFirst().value(), UTF_8)).contains("\"syncCount\":1");
        assertThat(contexts).containsExactly(true, true);
    }

    @Test
    void poisonGoesToTheDeadLettersAndTheEventsBehindItGoOn() {
        String consumer = newKey();
        String key = newKey();
        List<UserEvent> seen = new CopyOnWriteArrayList<>();
        consumers.consumeAtLeastOnce(Topic.USERS, consumer, UserEvent.class, event -> {
            if (event.sub().equals(key)) {
                seen.add(event);
            }
            return Uni.createFrom().voidItem();
        });
        var good = new UserSignedUp("us-east-1_p", key, "ann", Instant.EPOCH);

        send(withValue(good, "{broken"));
        send(withValue(good, "{\"sub\":\"" + key + "\"}"));
        send(withValue(good, "null"));
        send(withType(good, "dev.signet.NeverHeardOf"));
        send(withType(good, "dev.signet.DatasetChanged"));
        send(new ProducerRecord<>(
                topics.kafkaName(Topic.USERS.kafkaName()),
                key,
                EventJson.write(good).getBytes(UTF_8)));
        send(withValue(good, "\"" + "x".repeat(950_000) + "\""));
        send(new ProducerRecord<>(topics.kafkaName(Topic.USERS.kafkaName()), key, null));
        send(record(good, UUID.randomUUID()));

        Eventually.isTrue(() -> seen.contains(good));
        var dead = readTopic.until(
                topics.deadLettersOf(Topic.USERS.kafkaName()),
                8,
                r -> consumer.equals(ReadTopic.header(r, "signet-dead-consumer")));
        assertThat(dead).allMatch(r -> r.key().equals(key));
        assertThat(dead.stream().map(r -> ReadTopic.header(r, "signet-dead-reason")))
                .satisfiesExactly(
                        reason -> assertThat(reason).startsWith("not JSON of a UserSignedUp"),
                        reason -> assertThat(reason).isEqualTo("UserSignedUp without userPoolId"),
                        reason -> assertThat(reason).isEqualTo("JSON null in place of a UserSignedUp"),
                        reason -> assertThat(reason).contains("unknown"),
                        reason -> assertThat(reason).contains("does not belong"),
                        reason -> assertThat(reason).isEqualTo("no header ce_specversion"),
                        reason -> assertThat(reason).startsWith("larger than"),
                        reason -> assertThat(reason).contains("no value"));
        assertThat(dead.getFirst().value()).asString(UTF_8).isEqualTo("{broken");
        assertThat(seen).containsExactly(good);
        assertThat(meters.counter("signet.events.dead", "topic", Topic.USERS.kafkaName(), "consumer", consumer)
                        .count())
                .isEqualTo(8);
    }

    @Test
    void anEffectThatFailsForAWhileIsTriedAgainAndNothingOvertakesIt() {
        String key = newKey();
        var attempts = new AtomicInteger();
        List<Long> seen = new CopyOnWriteArrayList<>();
        consumers.consumeAtLeastOnce(Topic.CHANGES, newKey(), DatasetChanged.class, event -> {
            if (!event.identityId().equals(key)) {
                return Uni.createFrom().voidItem();
            }
            if (event.syncCount() == 1 && attempts.incrementAndGet() < 8) {
                return Uni.createFrom().failure(new java.net.ConnectException("away"));
            }
            seen.add(event.syncCount());
            return Uni.createFrom().voidItem();
        });

        for (long count = 1; count <= 3; count++) {
            send(record(new DatasetChanged("p", key, "d", count, null, false, Instant.EPOCH), UUID.randomUUID()));
        }

        Eventually.isTrue(() -> seen.size() == 3);
        assertThat(seen).containsExactly(1L, 2L, 3L);
        assertThat(attempts.get()).isEqualTo(8);
    }

    @Test
    void anEffectThatIsAtFaultIsGivenUpAfterAFewAttempts() {
        String consumer = newKey();
        String key = newKey();
        var attempts = new AtomicInteger();
        List<OutcomeEvent> seen = new CopyOnWriteArrayList<>();
        consumers.consume(Topic.OUTCOMES, consumer, OutcomeEvent.class, (_, event) -> {
            if (event instanceof EndpointDied died && died.reason().equals("bad")) {
                attempts.incrementAndGet();
                throw new IllegalArgumentException("secret detail");
            }
            seen.add(event);
            return Uni.createFrom().voidItem();
        });

        send(record(new EndpointDied(key, "bad", Instant.EPOCH), UUID.randomUUID()));
        send(record(new EndpointDied(key, "good", Instant.EPOCH), UUID.randomUUID()));

        Eventually.isTrue(() -> seen.size() == 1);
        assertThat(attempts.get()).isEqualTo(5);
        var dead = readTopic.until(topics.deadLettersOf(Topic.OUTCOMES.kafkaName()), 1, r -> key.equals(r.key()));
        assertThat(ReadTopic.header(dead.getFirst(), "signet-dead-reason"))
                .isEqualTo("refused with java.lang.IllegalArgumentException");
    }

    @Test
    void keysAreHandledSideBySideAndEachInOrder() {
        String group = newKey();
        Map<String, List<Long>> seen = new ConcurrentHashMap<>();
        var together = new AtomicInteger();
        var most = new AtomicInteger();
        consumers.consumeAtLeastOnce(Topic.CHANGES, group, DatasetChanged.class, event -> {
            if (!event.identityId().startsWith(group)) {
                return Uni.createFrom().voidItem();
            }
            most.accumulateAndGet(together.incrementAndGet(), Math::max);
            return Uni.createFrom()
                    .voidItem()
                    .onItem()
                    .delayIt()
                    .by(Duration.ofMillis(2))
                    .invoke(() -> {
                        together.decrementAndGet();
                        seen.computeIfAbsent(event.identityId(), _ -> new CopyOnWriteArrayList<>())
                                .add(event.syncCount());
                    });
        });

        for (long count = 1; count <= 20; count++) {
            for (int key = 0; key < 30; key++) {
                send(record(
                        new DatasetChanged("p", group + key, "d", count, null, false, Instant.EPOCH),
                        UUID.randomUUID()));
            }
        }

        Eventually.isTrue(() -> seen.values().stream().mapToInt(List::size).sum() == 600);
        assertThat(seen).allSatisfy((_, counts) -> assertThat(counts).isSorted());
        assertThat(most.get()).isGreaterThan(1);
    }

    private ProducerRecord<String, byte[]> withType(UserEvent event, String type) {
        return cloudEvent(event, UUID.randomUUID(), type, EventJson.write(event));
    }

    private ProducerRecord<String, byte[]> withValue(UserEvent event, String json) {
        return cloudEvent(event, UUID.randomUUID(), EventTypes.nameOf(event.getClass()), json);
    }

    private static Uni<Void> deposit(Work work, String id) {
        return work.session()
                .createNativeQuery(
                        "insert into account values (:id, 1) on conflict (id) do update set balance = account.balance + 1")
                .setParameter("id", id)
                .executeUpdate()
                .replaceWithVoid();
    }

    private Optional<Long> balance(String id) {
        return unitOfWork
                .read(session -> session.find(Account.class, id))
                .map(account -> Optional.ofNullable(account).map(a -> a.balance))
                .await()
                .atMost(SOON);
    }

    private ProducerRecord<String, byte[]> record(dev.signet.events.Event event, UUID id) {
        return cloudEvent(event, id, EventTypes.nameOf(event.getClass()), EventJson.write(event));
    }

    private ProducerRecord<String, byte[]> cloudEvent(
            dev.signet.events.Event event, UUID id, String type, String json) {
        String topic = event.topic().kafkaName();
        return new CloudEvent(id, type, topic, event.key(), Instant.EPOCH, Optional.empty())
                .record(topics.kafkaName(topic), Optional.of(json));
    }

    private void send(ProducerRecord<String, byte[]> record) {
        Eventually.isTrue(topics::ready);
        producer.send(record, System.nanoTime() + SOON.toNanos()).await().atMost(SOON);
    }

    private static String newKey() {
        return UUID.randomUUID().toString();
    }
}
