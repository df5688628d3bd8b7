package dev.signet.events.cloud;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * The attributes of a CloudEvent 1.0, which travel as headers of the Kafka record (Kafka protocol binding, binary
 * content mode): a tombstone of a compacted topic has no value to hold them.
 *
 * @param topic the topic's name in the suite, without this installation's prefix
 * @param time when it was committed
 * @param traceparent the W3C trace it belongs to
 */
public record CloudEvent(
        UUID id, String type, String topic, String subject, Instant time, Optional<String> traceparent) {
    public CloudEvent {
        time = time.truncatedTo(ChronoUnit.MILLIS);
    }

    /** The service that sends on this topic, such as {@code /signet/sync}. */
    public String source() {
        return "/" + topic.substring(0, topic.lastIndexOf('.')).replace('.', '/');
    }

    /** The record for a Kafka topic with this event's data, or a tombstone where there is none. */
    public ProducerRecord<String, byte[]> record(String kafkaTopic, Optional<String> json) {
        var record = new ProducerRecord<>(
                kafkaTopic, subject, json.map(text -> text.getBytes(UTF_8)).orElse(null));
        put(record.headers(), "ce_specversion", "1.0");
        put(record.headers(), "ce_id", id.toString());
        put(record.headers(), "ce_source", source());
        put(record.headers(), "ce_type", type);
        put(record.headers(), "ce_subject", subject);
        put(record.headers(), "ce_time", time.toString());
        json.ifPresent(_ -> put(record.headers(), "content-type", "application/json"));
        traceparent.ifPresent(trace -> put(record.headers(), "traceparent", trace));
        return record;
    }

    /**
     * Reads the attributes of a record received on a topic.
     *
     * @throws PoisonMessage when it is not a CloudEvent 1.0 in binary mode
     */
    public static CloudEvent of(String topic, ConsumerRecord<String, byte[]> record) {
        String version = required(record, "ce_specversion");
        if (!version.equals("1.0")) {
            throw new PoisonMessage("CloudEvents of another version than 1.0");
        }
        return new CloudEvent(
                id(required(record, "ce_id")),
                required(record, "ce_type"),
                topic,
                record.key(),
                Instant.ofEpochMilli(record.timestamp()),
                header(record, "traceparent"));
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new PoisonMessage("ce_id that is no UUID");
        }
    }

    private static String required(ConsumerRecord<String, byte[]> record, String name) {
        return header(record, name).orElseThrow(() -> new PoisonMessage("no header " + name));
    }

    private static Optional<String> header(ConsumerRecord<String, byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null || header.value() == null
                ? Optional.empty()
                : Optional.of(new String(header.value(), UTF_8));
    }

    private static void put(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(UTF_8));
    }
}
