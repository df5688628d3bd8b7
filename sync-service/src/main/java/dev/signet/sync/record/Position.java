package dev.signet.sync.record;

import java.util.UUID;

/**
 * A place in a dataset's records, which are listed in the order of their counts. A record that changes while pages are
 * turned moves behind every place reached so far, and so is never missed.
 *
 * @param syncCount the count of the record last listed, or the one asked for
 * @param keyHash the record last listed among those with this count
 */
record Position(long syncCount, UUID keyHash) {
    private static final UUID LAST = new UUID(-1, -1);

    /** After all records with this count. */
    static Position after(long syncCount) {
        return new Position(syncCount, LAST);
    }

    /** After this record. */
    static Position after(StoredRecord record) {
        return new Position(record.syncCount, record.id.keyHash());
    }

    static Position parse(String text) {
        int space = text.indexOf(' ');
        return new Position(Long.parseLong(text.substring(0, space)), UUID.fromString(text.substring(space + 1)));
    }

    @Override
    public String toString() {
        return syncCount + " " + keyHash;
    }
}
