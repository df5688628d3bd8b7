package dev.signet.events.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.events.DatasetChanged;
import dev.signet.events.Eventually;
import dev.signet.events.Topic;
import dev.signet.events.UnitOfWork;
import dev.signet.testkit.BackingServers;
import io.micrometer.core.instrument.MeterRegistry;
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
class OutboxMetricsTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @Inject
    OutboxMetrics metrics;

    @Inject
    MeterRegistry meters;

    @Inject
    UnitOfWork unitOfWork;

    @Inject
    Pool pool;

    private final String key = UUID.randomUUID().toString();

    @Test
    void tellHowMuchWaitsAndForHowLong() {
        SqlConnection holder = pool.getConnectionAndAwait();
        holder.query("begin").executeAndAwait();
        OutboxTable.claim(holder, List.of(new OrderKey(Topic.CHANGES.kafkaName(), key)))
                .await()
                .atMost(SOON);
        pool.preparedQuery("""
                        insert into outbox (topic, key, event_id, type, payload, created)
                        values ($1, $2, $3, 'dev.signet.DatasetChanged', '{}', now() - interval '90 seconds')
                        """).executeAndAwait(Tuple.of(Topic.CHANGES.kafkaName(), key, UUID.randomUUID()));

        metrics.measure().await().atMost(SOON);

        assertThat(gauge("signet.events.outbox.depth")).isGreaterThanOrEqualTo(1);
        assertThat(gauge("signet.events.outbox.oldest.seconds")).isGreaterThanOrEqualTo(90);
        pool.preparedQuery("delete from outbox where key = $1").executeAndAwait(Tuple.of(key));
        holder.query("rollback").executeAndAwait();
        holder.closeAndAwait();
        Eventually.isTrue(() -> {
            metrics.measure().await().atMost(SOON);
            return gauge("signet.events.outbox.depth") == 0 && gauge("signet.events.outbox.oldest.seconds") == 0;
        });
    }

    @Test
    void tellHowLongEventsTook() {
        long before = sent();

        unitOfWork
                .run(work -> Uni.createFrom()
                        .voidItem()
                        .invoke(() -> work.publish(new DatasetChanged("p", key, "d", 1, null, false, Instant.EPOCH))))
                .await()
                .atMost(SOON);

        Eventually.isTrue(() -> sent() > before);
    }

    private long sent() {
        return meters.timer("signet.events.sent", "topic", Topic.CHANGES.kafkaName())
                .count();
    }

    private double gauge(String name) {
        return meters.get(name).gauge().value();
    }
}
