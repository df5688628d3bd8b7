package dev.signet.wire.http;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The time as HTTP's Date header has it, by which AWS's SDKs correct a wrong clock before they sign again. */
final class DateHeader {
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US)
            .withZone(ZoneOffset.UTC);

    private record Written(long second, String text) {}

    private volatile Written last = new Written(-1, "");

    /** The header's value; written once a second. */
    String at(long epochMillis) {
        var second = Math.floorDiv(epochMillis, 1000);
        var written = last;
        if (written.second() != second) {
            written = new Written(second, FORMAT.format(Instant.ofEpochSecond(second)));
            last = written;
        }
        return written.text();
    }
}
