package dev.signet.events;

/** Something that happened in one service and that others may act on. Sent as the data of a CloudEvent 1.0. */
public sealed interface Event
        permits UserEvent, MessageRequested, IdentityEvent, RoleEvent, DatasetChanged, DeviceEvent, OutcomeEvent {
    /** The topic it belongs to. */
    Topic topic();

    /** The key by which order is kept, and by which compacted topics are compacted. */
    String key();

    /** Whether it ends its key in a compacted topic: it is sent as a record without value. */
    default boolean endsKey() {
        return false;
    }
}
