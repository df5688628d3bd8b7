package dev.signet.iam.sigv4;

import dev.signet.wire.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

/** Whether a signature is neither too old nor from the future. */
final class SignatureTime {
    private static final Duration SKEW = Duration.ofMinutes(5);
    private static final DateTimeFormatter BASIC =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private SignatureTime() {}

    static void check(ClaimedSignature claimed, Instant now) {
        Instant signedAt = parse(claimed.date());
        if (!claimed.date().startsWith(claimed.scope().date() + "T")) {
            throw SignatureRefusals.invalid("Date in Credential scope does not match YYYYMMDD from ISO-8601 version of "
                    + "date from HTTP: '" + claimed.scope().date() + "' != '"
                    + claimed.date().substring(0, 8)
                    + "', from '" + claimed.date() + "'.");
        }
        if (signedAt.isAfter(now.plus(SKEW))) {
            throw tooEarly(signedAt, now);
        }
        Instant end = signedAt.plus(claimed.lifetime().orElse(SKEW));
        if (now.isAfter(end)) {
            throw tooLate(claimed, end, now);
        }
    }

    private static Refusal tooEarly(Instant signedAt, Instant now) {
        return SignatureRefusals.invalid("Signature not yet current: " + text(signedAt) + " is still later than "
                + text(now.plus(SKEW)) + " (" + text(now) + " + 5 min.)");
    }

    private static Refusal tooLate(ClaimedSignature claimed, Instant end, Instant now) {
        if (claimed.presigned()) {
            return SignatureRefusals.invalid("Signature expired: " + text(end) + " is now earlier than " + text(now));
        }
        return SignatureRefusals.invalid("Signature expired: " + claimed.date() + " is now earlier than "
                + text(now.minus(SKEW)) + " (" + text(now) + " - 5 min.)");
    }

    private static Instant parse(String date) {
        try {
            return BASIC.parse(date, Instant::from);
        } catch (DateTimeParseException e) {
            throw SignatureRefusals.incomplete("Date must be in ISO-8601 'basic format', such as 20150830T123600Z.");
        }
    }

    private static String text(Instant instant) {
        return BASIC.format(instant);
    }
}
