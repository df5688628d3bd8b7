package dev.signet.events.outbox;

import dev.signet.events.cloud.CloudEvent;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * An event that waits to be sent.
 *
 * @param id grows with each event of one key, in the order of their commits
 * @param payload the event's JSON, null for a tombstone
 */
record OutboxRow(
        long id,
        OrderKey orderKey,
        UUID eventId,
        String type,
        @Nullable String payload,
        @Nullable String traceparent,
        Instant created) {
    ProducerRecord<String, byte[]> toRecord(String kafkaTopic) {
        return new CloudEvent(
                        eventId, type, orderKey.topic(), orderKey.key(), created, Optional.ofNullable(traceparent))
                .record(kafkaTopic, Optional.ofNullable(payload));
    }
}
