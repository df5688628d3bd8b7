package dev.signet.notification.delivery;

import java.time.Duration;
import java.util.Optional;

/** What a push service said to a push. */
public sealed interface Outcome {
    /** It took the push. */
    record Taken() implements Outcome {}

    /** The device's token is no longer valid. */
    record TokenDead(String reason) implements Outcome {}

    /** It will never take this push, whoever sends it. */
    record Refused(String reason) implements Outcome {}

    /** It takes no push as things are now: the application's credentials are wrong, or it or the endpoint is disabled. */
    record SenderRefused(String reason) implements Outcome {}

    /**
     * It may take the push later.
     *
     * @param after how long it wants to be left alone, if it said so
     */
    record TryLater(String reason, Optional<Duration> after) implements Outcome {}
}
