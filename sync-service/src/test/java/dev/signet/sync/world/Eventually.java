package dev.signet.sync.world;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;

/** Waits for what comes about by events. */
public final class Eventually {
    private static final Duration LIMIT = Duration.ofSeconds(15);

    private Eventually() {}

    /** Tries until it succeeds, or fails as the last try did. */
    public static void succeeds(Runnable assertion) {
        succeeds(LIMIT, assertion);
    }

    /** As {@link #succeeds(Runnable)}, within a time of its own. */
    public static void succeeds(Duration within, Runnable assertion) {
        Instant limit = Instant.now().plus(within);
        while (true) {
            try {
                assertion.run();
                return;
            } catch (AssertionError | RuntimeException e) {
                if (Instant.now().isAfter(limit)) {
                    throw e;
                }
                LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            }
        }
    }
}
