package dev.signet.events;

import java.time.Instant;

/** What became of a push to a device; the key is the device's id. */
public sealed interface OutcomeEvent extends Event {
    String deviceId();

    @Override
    default Topic topic() {
        return Topic.OUTCOMES;
    }

    @Override
    default String key() {
        return deviceId();
    }

    /** The push service says that the device's token is no longer valid. */
    record EndpointDied(String deviceId, String reason, Instant at) implements OutcomeEvent {}
}
