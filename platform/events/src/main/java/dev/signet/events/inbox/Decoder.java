package dev.signet.events.inbox;

import dev.signet.events.DeviceEvent.DeviceGone;
import dev.signet.events.Event;
import dev.signet.events.RoleEvent.RoleGone;
import dev.signet.events.Topic;
import dev.signet.events.cloud.CloudEvent;
import dev.signet.events.cloud.EventJson;
import dev.signet.events.cloud.EventTypes;
import dev.signet.events.cloud.PoisonMessage;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Reads the events of a topic.
 *
 * @param family the type that all of them have
 * @param largestValue a longer value is refused, in bytes
 */
record Decoder<E extends Event>(Topic topic, Class<E> family, int largestValue) {
    CloudEvent attributes(ConsumerRecord<String, byte[]> record) {
        requireKey(record);
        return CloudEvent.of(topic.kafkaName(), record);
    }

    /**
     * The event in a record; for a record without value the event that ends its key.
     *
     * @throws PoisonMessage when there is none of this topic's
     */
    E event(ConsumerRecord<String, byte[]> record) {
        requireKey(record);
        E event = family.cast(record.value() == null ? gone(record.key()) : read(record));
        if (!event.key().equals(record.key()) || event.topic() != topic) {
            throw new PoisonMessage("an event of another key or topic");
        }
        return event;
    }

    private E read(ConsumerRecord<String, byte[]> record) {
        if (record.value().length > largestValue) {
            throw new PoisonMessage("larger than " + largestValue + " bytes");
        }
        Class<? extends Event> type = EventTypes.named(attributes(record).type())
                .orElseThrow(() -> new PoisonMessage("a type of event that is unknown here"));
        if (!family.isAssignableFrom(type)) {
            throw new PoisonMessage("a type of event that does not belong to this topic");
        }
        return EventJson.read(record.value(), type.asSubclass(family));
    }

    private Event gone(String key) {
        return switch (topic) {
            case ROLES -> new RoleGone(key);
            case DEVICES -> new DeviceGone(key);
            case USERS, MESSAGES, IDENTITIES, CHANGES, OUTCOMES ->
                throw new PoisonMessage("no value, in a topic that is not compacted");
        };
    }

    private static void requireKey(ConsumerRecord<String, byte[]> record) {
        if (record.key() == null) {
            throw new PoisonMessage("no key");
        }
    }
}
