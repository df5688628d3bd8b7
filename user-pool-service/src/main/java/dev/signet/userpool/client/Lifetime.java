package dev.signet.userpool.client;

import java.time.Duration;

/**
 * How long a token lives.
 *
 * @param unit {@code seconds}, {@code minutes}, {@code hours} or {@code days}
 */
public record Lifetime(int value, String unit) {
    public Duration duration() {
        return one(unit).multipliedBy(value);
    }

    /** The same time in another unit; one that it does not fill stays one. */
    Lifetime in(String other) {
        return new Lifetime((int) Math.max(1, duration().dividedBy(one(other))), other);
    }

    private static Duration one(String unit) {
        return switch (unit) {
            case "seconds" -> Duration.ofSeconds(1);
            case "minutes" -> Duration.ofMinutes(1);
            case "hours" -> Duration.ofHours(1);
            case "days" -> Duration.ofDays(1);
            default -> throw new IllegalStateException("No unit: " + unit);
        };
    }
}
