package dev.signet.notification.live;

import dev.signet.notification.change.ChangeHead;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a device was told: all that has a sequence number up to one that was verified, and some that have a later one. A
 * change may reach a device before one with a lower number does, so that one number alone cannot say it.
 *
 * @param told the last that was told of some datasets, later than {@code seq}
 */
record Position(long seq, Map<String, Mark> told) {
    static final Position START = new Position(0, Map.of());

    /** Names of datasets hold neither of the signs that divide an id. */
    private static final Pattern TEXT = Pattern.compile("(\\d{1,18})((?:/[a-zA-Z0-9_.:-]+=\\d{1,18},\\d{1,18})*)");

    private static final Pattern TOLD = Pattern.compile("/([^=]+)=(\\d+),(\\d+)");

    /** An id is sent back as a header. Without what was told, it lets some be told again. */
    private static final int LONGEST = 2_000;

    /** A dataset's count and the sequence number of that change. */
    record Mark(long count, long seq) {}

    Position {
        told = Map.copyOf(told);
    }

    /** Reads the id of an event; empty when it is none. */
    static Optional<Position> parse(String text) {
        Matcher whole = TEXT.matcher(text);
        if (text.length() > LONGEST || !whole.matches()) {
            return Optional.empty();
        }
        Map<String, Mark> told = new LinkedHashMap<>();
        Matcher each = TOLD.matcher(whole.group(2));
        while (each.find()) {
            told.put(each.group(1), new Mark(Long.parseLong(each.group(2)), Long.parseLong(each.group(3))));
        }
        return Optional.of(new Position(Long.parseLong(whole.group(1)), told));
    }

    Position with(ChangeHead head) {
        Map<String, Mark> more = new LinkedHashMap<>(told);
        more.put(head.datasetName(), new Mark(head.syncCount(), head.seq()));
        return new Position(seq, more);
    }

    /** Once all up to a number is known to have been told. */
    Position verified(long upTo) {
        if (upTo <= seq) {
            return this;
        }
        Map<String, Mark> later = new LinkedHashMap<>(told);
        later.values().removeIf(mark -> mark.seq() <= upTo);
        return new Position(upTo, later);
    }

    /** Whether a device that is here was not told of this change, nor of a later one of the dataset. */
    boolean misses(ChangeHead head) {
        Mark mark = told.get(head.datasetName());
        return head.seq() > seq && (mark == null || head.syncCount() > mark.count());
    }

    /** The id of an event, or as much of it as a header takes. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder().append(seq);
        told.forEach((dataset, mark) -> text.append('/')
                .append(dataset)
                .append('=')
                .append(mark.count())
                .append(',')
                .append(mark.seq()));
        return text.length() > LONGEST ? Long.toString(seq) : text.toString();
    }
}
