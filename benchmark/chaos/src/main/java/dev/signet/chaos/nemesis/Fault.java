package dev.signet.chaos.nemesis;

import java.time.Duration;
import java.util.Map;

/**
 * One fault, ready to be struck.
 *
 * @param details whom it hits
 * @param lasts how long it is left before it is healed
 */
public record Fault(String name, Map<String, ?> details, Duration lasts, Step strike, Step heal) {
    /** A deed of a fault; it tells what there is to know of it. */
    public interface Step {
        Map<String, ?> run() throws Exception;
    }

    /** A fault that is over when it has struck, or that the cluster heals by itself. */
    static Fault passing(String name, Map<String, ?> details, Step strike) {
        return new Fault(name, details, Duration.ZERO, strike, Map::of);
    }

    /** A deed without news. */
    static Step done(Runnable deed) {
        return () -> {
            deed.run();
            return Map.of();
        };
    }
}
