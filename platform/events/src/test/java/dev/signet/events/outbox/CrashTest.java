package dev.signet.events.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.events.Eventually;
import dev.signet.events.IdentityEvent;
import dev.signet.events.IdentityEvent.IdentityCreated;
import dev.signet.events.IdentityEvent.IdentityDeleted;
import dev.signet.events.ReadTopic;
import dev.signet.events.Topic;
import dev.signet.events.UnitOfWork;
import dev.signet.events.cloud.EventJson;
import dev.signet.events.inbox.Consumers;
import dev.signet.events.kafka.EventProducer;
import dev.signet.events.kafka.Topics;
import dev.signet.testkit.BackingServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(BackingServers.class)
class CrashTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @Inject
    Pool pool;

    @Inject
    EventProducer producer;

    @Inject
    Topics topics;

    @Inject
    Consumers consumers;

    @Inject
    UnitOfWork unitOfWork;

    @Inject
    ReadTopic readTopic;

    private final String key = UUID.randomUUID().toString();
    private final OrderKey orderKey = new OrderKey(Topic.IDENTITIES.kafkaName(), key);

    @Test
    void aCrashBetweenKafkasAcknowledgementAndTheDeletionSendsTwiceAndActsOnce() {
        consumers.consume(Topic.IDENTITIES, "crash-" + key, IdentityEvent.class, (work, event) -> work.session()
                .createNativeQuery("insert into seen (key, count) values (:key, :count) returning n")
                .setParameter("key", event.identityId())
                .setParameter("count", event instanceof IdentityCreated ? 1L : 2L)
                .getResultList()
                .replaceWithVoid());
        Eventually.isTrue(topics::ready);
        sendAndDieBeforeTheDeletion();

        Eventually.isTrue(() -> count("select count(*) from outbox where key = $1") == 0);

        var records = readTopic.all(Topic.IDENTITIES, r -> r.key().equals(key));
        assertThat(records).hasSize(2);
        assertThat(records.stream().map(r -> ReadTopic.header(r, "ce_id")).distinct())
                .hasSize(1);
        sendBehind();
        Eventually.isTrue(() -> count("select count(*) from seen where key = $1 and count = 2") == 1);
        assertThat(count("select count(*) from seen where key = $1")).isEqualTo(2);
    }

    /** Claims and sends as a delivery does; then its session ends as PostgreSQL ends that of a process that is gone. */
    private void sendAndDieBeforeTheDeletion() {
        SqlConnection dying = pool.getConnectionAndAwait();
        dying.query("begin").executeAndAwait();
        pool.preparedQuery("insert into outbox (topic, key, event_id, type, payload) values ($1, $2, $3, $4, $5)")
                .executeAndAwait(Tuple.of(
                        orderKey.topic(),
                        key,
                        UUID.randomUUID(),
                        "dev.signet.IdentityCreated",
                        EventJson.write(new IdentityCreated("p", key, Instant.EPOCH))));
        Claim claim = OutboxTable.claim(dying, List.of(orderKey)).await().atMost(SOON);
        OutboxRow row = claim.rows().get(orderKey).getFirst();
        producer.send(row.toRecord(topics.kafkaName(orderKey.topic())), System.nanoTime() + SOON.toNanos())
                .await()
                .atMost(SOON);
        dying.query("rollback").executeAndAwait();
        dying.closeAndAwait();
    }

    /** A later event of the same key is handled after both copies. */
    private void sendBehind() {
        unitOfWork
                .run(work -> Uni.createFrom()
                        .voidItem()
                        .invoke(() -> work.publish(new IdentityDeleted("p", key, Instant.EPOCH))))
                .await()
                .atMost(SOON);
    }

    private long count(String sql) {
        return pool.preparedQuery(sql)
                .execute(Tuple.of(key))
                .map(rows -> rows.iterator().next().getLong(0))
                .await()
                .atMost(SOON);
    }
}
