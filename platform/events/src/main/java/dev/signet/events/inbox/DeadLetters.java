package dev.signet.events.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signet.events.EventsConfig;
import dev.signet.events.Topic;
import dev.signet.events.cloud.PoisonMessage;
import dev.signet.events.kafka.EventProducer;
import dev.signet.events.kafka.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jboss.logging.Logger;

/** Puts aside what a consumer can do nothing with, so that the records behind it go on. */
@ApplicationScoped
class DeadLetters {
    private static final Logger LOG = Logger.getLogger(DeadLetters.class);
    private static final Duration SENDING = Duration.ofSeconds(10);

    private final EventProducer producer;
    private final Topics topics;
    private final MeterRegistry meters;
    private final int largestValue;

    DeadLetters(EventProducer producer, Topics topics, MeterRegistry meters, EventsConfig config) {
        this.producer = producer;
        this.topics = topics;
        this.meters = meters;
        this.largestValue = config.largestValue();
    }

    /** Sends a record to its topic's dead letters, with the reason in its headers; done when Kafka has it. */
    Uni<Void> send(Topic topic, String consumer, ConsumerRecord<String, byte[]> record, Throwable failure) {
        String reason = reason(failure);
        ProducerRecord<String, byte[]> letter = letter(topic, consumer, record, reason);
        return Uni.createFrom()
                .deferred(() -> producer.send(letter, System.nanoTime() + SENDING.toNanos()))
                .replaceWithVoid()
                .invoke(() -> tell(topic, consumer, record, reason));
    }

    /** Counts and logs a record that cannot be used. Nothing of its value is told. */
    void tell(Topic topic, String consumer, ConsumerRecord<String, byte[]> record, String reason) {
        meters.counter("signet.events.dead", "topic", topic.kafkaName(), "consumer", consumer)
                .increment();
        LOG.errorf(
                "Consumer %s cannot use record %s-%d@%d: %s",
                consumer, record.topic(), record.partition(), record.offset(), reason);
    }

    /** Why, without anything of the record's value: of an unexpected failure only what kind it is. */
    static String reason(Throwable failure) {
        return failure instanceof PoisonMessage poison
                ? String.valueOf(poison.getMessage())
                : "refused with " + failure.getClass().getName();
    }

    private ProducerRecord<String, byte[]> letter(
            Topic topic, String consumer, ConsumerRecord<String, byte[]> record, String reason) {
        byte[] value = record.value() != null && record.value().length > largestValue ? null : record.value();
        var letter = new ProducerRecord<>(topics.deadLettersOf(topic.kafkaName()), record.key(), value);
        record.headers().forEach(letter.headers()::add);
        put(letter, "signet-dead-reason", reason);
        put(letter, "signet-dead-consumer", consumer);
        put(letter, "signet-dead-topic", record.topic());
        put(letter, "signet-dead-partition", Integer.toString(record.partition()));
        put(letter, "signet-dead-offset", Long.toString(record.offset()));
        return letter;
    }

    private static void put(ProducerRecord<String, byte[]> record, String name, String value) {
        record.headers().add(name, value.getBytes(UTF_8));
    }
}
