package dev.signet.sync.record;

import java.util.UUID;

/**
 * What must be known of a record to decide on a patch of it.
 *
 * @param live false for a tombstone
 * @param valueSize the value's length in bytes of UTF-8
 */
record KnownRecord(UUID keyHash, long syncCount, boolean live, int valueSize) {
    /** A record that was never written. */
    static KnownRecord none(UUID keyHash) {
        return new KnownRecord(keyHash, 0, false, 0);
    }
}
