package dev.signet.wire.codec;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** Instants as AWS writes them: epoch seconds in JSON, ISO 8601 in forms and XML, milliseconds at the finest. */
final class Instants {
    private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000);

    private Instants() {}

    static Instant ofEpochSeconds(BigDecimal seconds) {
        // an exponent can name a number of a billion digits: such a number is never spelled out
        if (seconds.precision() - seconds.scale() > 12) {
            throw Malformed.because("A timestamp is out of range");
        }
        var whole = seconds.longValue();
        var fraction = seconds.subtract(BigDecimal.valueOf(whole)).multiply(NANOS);
        return Instant.ofEpochSecond(whole, fraction.intValue());
    }

    static Instant parse(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException _) {
            throw Malformed.because("A timestamp is not in ISO 8601 form");
        }
    }

    /** Plain epoch seconds, never in exponent form, which some clients cannot read. */
    static String toEpochSeconds(Instant instant) {
        return BigDecimal.valueOf(instant.toEpochMilli(), 3)
                .stripTrailingZeros()
                .toPlainString();
    }

    static String toIso(Instant instant) {
        return DateTimeFormatter.ISO_INSTANT.format(instant.truncatedTo(ChronoUnit.MILLIS));
    }
}
