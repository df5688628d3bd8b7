package dev.signet.userpool.client;

import java.time.Duration;

/**
 * How long a token lives.
 *
 * @param unit {@code seconds}, {@code minutes}, {@code hours} or {@code days}
 */
public record Lifetime(int value, String unit) {
    public Duration duration() {
        return switch (unit) {
            case "seconds" -> Duration.ofSeconds(value);
            case "minutes" -> Duration.ofMinutes(value);
            case "hours" -> Duration.ofHours(value);
            case "days" -> Duration.ofDays(value);
            default -> throw new IllegalStateException("No unit: " + unit);
        };
    }
}
