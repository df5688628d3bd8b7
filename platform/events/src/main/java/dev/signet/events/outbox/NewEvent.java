package dev.signet.events.outbox;

import dev.signet.events.Event;
import dev.signet.events.cloud.EventJson;
import dev.signet.events.cloud.EventTypes;
import dev.signet.events.cloud.Traces;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.hibernate.id.uuid.UuidVersion7Strategy;
import org.jspecify.annotations.Nullable;

/** An event as it goes into the outbox. */
record NewEvent(
        OrderKey orderKey,
        UUID eventId,
        String type,
        @Nullable String payload,
        @Nullable String traceparent) {
    /**
     * Gives an event its id and form.
     *
     * @throws IllegalArgumentException when its JSON is larger than what consumers take
     */
    static NewEvent of(Event event, int largestValue) {
        String payload = event.endsKey() ? null : EventJson.write(event);
        if (payload != null && payload.getBytes(StandardCharsets.UTF_8).length > largestValue) {
            throw new IllegalArgumentException(
                    event.getClass().getSimpleName() + " is larger than " + largestValue + " bytes");
        }
        return new NewEvent(
                new OrderKey(event.topic().kafkaName(), event.key()),
                newId(),
                EventTypes.nameOf(event.getClass()),
                payload,
                Traces.current().orElse(null));
    }

    @SuppressWarnings("NullAway") // the strategy takes a session by its interface only and does not use it
    private static UUID newId() {
        return UuidVersion7Strategy.INSTANCE.generateUuid(null);
    }
}
