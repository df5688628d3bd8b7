package dev.signet.chaos.nemesis;

import java.util.List;
import java.util.Map;

/**
 * How a race ended.
 *
 * @param raced what was tried, in words
 * @param won calls that succeeded
 * @param refused calls that were definitely refused
 * @param unknown calls of which the caller does not know
 * @param most how many may succeed
 */
public record Race(String name, String raced, long won, long refused, long unknown, long most) {
    static Race of(String name, String raced, long most, List<Ending> endings) {
        return new Race(
                name,
                raced,
                count(endings, Ending.WON),
                count(endings, Ending.REFUSED),
                count(endings, Ending.UNKNOWN),
                most);
    }

    private static long count(List<Ending> endings, Ending wanted) {
        return endings.stream().filter(wanted::equals).count();
    }

    Map<String, ?> details() {
        return Map.of("won", won, "refused", refused, "unknown", unknown, "most", most, "fair", isFair());
    }

    public long calls() {
        return won + refused + unknown;
    }

    /** Nobody won who must not have, and somebody did unless it is unknown. */
    public boolean isFair() {
        return won <= most && (won == most || unknown > 0);
    }
}
