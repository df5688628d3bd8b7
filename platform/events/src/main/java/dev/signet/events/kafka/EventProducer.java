package dev.signet.events.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The one Kafka producer of a process: idempotent, acknowledged by all in-sync replicas. Its client may block (while it
 * learns where a topic lives), so it has a thread of its own.
 */
@ApplicationScoped
public class EventProducer {
    private static final Map<String, Object> SETTINGS = Map.ofEntries(
            Map.entry(ProducerConfig.CLIENT_ID_CONFIG, "signet-events"),
            Map.entry(ProducerConfig.ACKS_CONFIG, "all"),
            Map.entry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true),
            Map.entry(ProducerConfig.LINGER_MS_CONFIG, 0),
            Map.entry(ProducerConfig.MAX_BLOCK_MS_CONFIG, 3_000),
            Map.entry(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000),
            Map.entry(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000),
            Map.entry(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000),
            Map.entry(ProducerConfig.BUFFER_MEMORY_CONFIG, 16L * 1024 * 1024));

    private final KafkaProducer<String, byte[]> client;
    private final KafkaClientMetrics metrics;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("signet-events-producer").factory());

    public EventProducer(KafkaSettings settings, MeterRegistry registry) {
        this.client = new KafkaProducer<>(settings.with(SETTINGS), new StringSerializer(), new ByteArraySerializer());
        this.metrics = new KafkaClientMetrics(client);
        metrics.bindTo(registry);
    }

    /**
     * Sends one record; done when Kafka has acknowledged it. It is not handed to Kafka's client when its turn comes
     * after {@code deadline}.
     *
     * @param deadline by {@link System#nanoTime}
     */
    public Uni<RecordMetadata> send(ProducerRecord<String, byte[]> record, long deadline) {
        return Uni.createFrom().emitter(emitter -> thread.execute(() -> send(record, deadline, emitter)));
    }

    private void send(
            ProducerRecord<String, byte[]> record, long deadline, UniEmitter<? super RecordMetadata> emitter) {
        if (System.nanoTime() - deadline > 0) {
            emitter.fail(new TimeoutException("Kafka is too slow or away"));
            return;
        }
        try {
            client.send(record, (metadata, failure) -> {
                if (failure == null) {
                    emitter.complete(metadata);
                } else {
                    emitter.fail(failure);
                }
            });
        } catch (RuntimeException e) {
            emitter.fail(e);
        }
    }

    @PreDestroy
    public void close() {
        thread.shutdown();
        client.close(Duration.ofSeconds(3));
        metrics.close();
    }
}
