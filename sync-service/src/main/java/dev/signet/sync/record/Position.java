package dev.signet.sync.record;

import java.util.UUID;

/**
 * A place in a dataset's records, which are listed in the order of their counts. A record that changes while pages are
 * turned moves behind every place reached so far, and so is never missed.
 *
 * @param syncCount the count of the record last listed, or the one asked for
 * @param keyHash the record last listed among those with this count
 * @param knownCount the first count at which the reader knew anything of the dataset: the one asked for, or for one who
 *     asked from the beginning what the first page ended with; every page tells of a deletion since then
 */
record Position(long syncCount, UUID keyHash, long knownCount) {
    private static final UUID LAST = new UUID(-1, -1);

    /** After all records with this count. */
    static Position after(long syncCount) {
        return new Position(syncCount, LAST, syncCount);
    }

    /** After this record, which is the last of the page that was listed from here. */
    Position movedTo(StoredRecord record) {
        return new Position(record.syncCount, record.id.keyHash(), knownCount > 0 ? knownCount : record.syncCount);
    }

    static Position parse(String text) {
        String[] parts = text.split(" ");
        return new Position(Long.parseLong(parts[0]), UUID.fromString(parts[1]), Long.parseLong(parts[2]));
    }

    @Override
    public String toString() {
        return syncCount + " " + keyHash + " " + knownCount;
    }
}
