package dev.signet.wire.http;

import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Ids that tell requests apart. They are no secret, so they need no secure randomness. */
final class RequestIds {
    private RequestIds() {}

    static String next() {
        var random = ThreadLocalRandom.current();
        var high = random.nextLong() & ~0xF000L | 0x4000L;
        var low = random.nextLong() & ~(0b11L << 62) | 0b10L << 62;
        return new UUID(high, low).toString();
    }
}
