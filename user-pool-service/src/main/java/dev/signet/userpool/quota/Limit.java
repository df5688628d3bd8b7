package dev.signet.userpool.quota;

import java.time.Duration;

/**
 * What may be taken so often under one key, spread evenly over time, with all of it at once after a rest. Counted by the
 * generic cell rate algorithm (ITU-T I.371): a key holds the one instant at which all that was taken will have been worth
 * its time.
 *
 * @param micros the microseconds that one is worth
 * @param burst how many may be taken at once
 */
record Limit(String key, long micros, int burst) {
    Limit {
        if (micros <= 0 || burst <= 0) {
            throw new IllegalArgumentException(key + " is limited to nothing");
        }
    }

    static Limit perSecond(String key, int times) {
        return per(Duration.ofSeconds(1), key, times);
    }

    static Limit perHour(String key, int times) {
        return per(Duration.ofHours(1), key, times);
    }

    private static Limit per(Duration time, String key, int times) {
        return new Limit(key, Math.max(1, time.toNanos() / 1_000 / times), times);
    }

    /** How far ahead of now the key's instant may be. */
    long tolerance() {
        return Math.multiplyExact(micros, burst);
    }
}
