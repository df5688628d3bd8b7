package dev.signet.chaos.checker;

import dev.signet.chaos.history.Answer;
import dev.signet.chaos.history.Entry;
import dev.signet.chaos.history.Entry.Fail;
import dev.signet.chaos.history.Entry.Invoke;
import dev.signet.chaos.history.Entry.Ok;
import dev.signet.chaos.history.Op;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An operation from its invocation to its end. What has no known end may take effect at any time after it began: it never
 * ends.
 */
record Call<O extends Op>(Invoke invoke, O op, Entry.@Nullable End end) {
    boolean ok() {
        return end instanceof Ok;
    }

    boolean failed() {
        return end instanceof Fail;
    }

    /** Whether it may have taken effect or may still. */
    boolean unknown() {
        return !ok() && !failed();
    }

    /** Before this moment it had no effect. */
    long from() {
        return invoke.t();
    }

    /** After this moment it has no new effect. */
    long to() {
        return (ok() || failed()) && end != null ? end.t() : Long.MAX_VALUE;
    }

    boolean before(Call<?> other) {
        return to() < other.from();
    }

    /** Whether it was refused with this error, as far as the message begins or holds so. */
    boolean refused(String error, String message) {
        return end instanceof Fail fail
                && fail.error().equals(error)
                && (fail.message() == null ? "" : fail.message()).contains(message);
    }

    /** What an operation that was taken answered. */
    <A extends Answer> A answer(Class<A> type) {
        if (end instanceof Ok ok) {
            return type.cast(ok.answer());
        }
        throw new IllegalStateException("It was not answered: " + this);
    }

    Stream<Entry> lines() {
        return end == null ? Stream.of(invoke) : Stream.of(invoke, end);
    }
}
