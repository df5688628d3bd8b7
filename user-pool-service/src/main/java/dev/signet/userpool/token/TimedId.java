package dev.signet.userpool.token;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/** Random ids that tell the millisecond they were made in (UUID version 7, RFC 9562). */
final class TimedId {
    private static final SecureRandom RANDOM = new SecureRandom();

    private TimedId() {}

    static UUID at(Instant time) {
        long high = (time.toEpochMilli() << 16) | 0x7000L | RANDOM.nextInt(0x1000);
        long low = (RANDOM.nextLong() >>> 2) | Long.MIN_VALUE;
        return new UUID(high, low);
    }

    /** When an id was made, to the millisecond. */
    static Instant timeOf(UUID id) {
        return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
    }
}
