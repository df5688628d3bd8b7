package dev.signet.chaos.history;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeInfo.As;
import com.fasterxml.jackson.annotation.JsonTypeInfo.Id;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One line of a history. Its time is monotone, in nanoseconds since the history began. */
@JsonTypeInfo(use = Id.SIMPLE_NAME, include = As.PROPERTY, property = "type")
public sealed interface Entry {
    long t();

    /** A client is about to send. */
    record Invoke(long t, long call, long proc, Op op) implements Entry {}

    /** How a call ended. A call without an end is one whose end nobody knows. */
    sealed interface End extends Entry {
        long call();
    }

    /** It was taken. */
    record Ok(long t, long call, Answer answer) implements End {}

    /** It was refused and has no effect. */
    record Fail(long t, long call, String error, @Nullable String message) implements End {}

    /** It may have been taken, or may still be: a timeout, a reset, an error of the server. */
    record Info(long t, long call, String error) implements End {}

    /** A device was told of a change.
     *
     * @param deviceIdentity the identity whose device it is
     * @param connection the live connection it came over, null when a push service took it
     */
    record Push(
            long t,
            String device,
            String deviceIdentity,
            @Nullable Long connection,
            DatasetId dataset,
            long count) implements Entry {}

    /** A device's connection was opened, or has ended. */
    record Link(long t, String device, long connection, boolean open) implements Entry {}

    /** The nemesis did something. */
    record Fault(long t, String fault, String phase, Map<String, Object> details) implements Entry {}

    /** From here on there are no faults and no load, and what is read is final. */
    record Final(long t) implements Entry {}

    /** A change as the topic of changes tells of it, in the topic's order.
     *
     * @param event the event's id
     * @param device the device that wrote, if one is named
     */
    record Ledger(
            long t,
            String event,
            DatasetId dataset,
            long count,
            @Nullable String device,
            boolean deleted) implements Entry {}

    /** How many events a service has not sent, at the end. */
    record Outbox(long t, String service, long rows) implements Entry {}
}
