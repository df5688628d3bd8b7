package dev.signet.userpool.srp;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The challenge answer's {@code TIMESTAMP}: English names, UTC, the day without a leading zero. */
public final class ProofTime {
    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("EEE MMM d HH:mm:ss 'UTC' uuuu", Locale.ENGLISH);

    /** How far a client's clock may be off, the same that AWS's signatures allow. */
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    private ProofTime() {}

    /** The time in the form that clients send. */
    public static String format(Instant time) {
        return FORM.format(time.atZone(ZoneOffset.UTC));
    }

    /** Whether the text has exactly the form, and a time close to now. */
    public static boolean isCurrent(String timestamp, Instant now) {
        try {
            Instant time = ZonedDateTime.parse(timestamp, FORM.withZone(ZoneOffset.UTC))
                    .toInstant();
            return format(time).equals(timestamp)
                    && Duration.between(time, now).abs().compareTo(TOLERANCE) <= 0;
        } catch (DateTimeException _) {
            return false;
        }
    }
}
