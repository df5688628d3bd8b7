package dev.signet.sync.dataset;

import dev.signet.sync.KeyHash;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Finds names for the datasets of a merged identity beside those of the identity that took it in: {@code
 * name.<identityId>}, as AWS's clients expect. A name that grows too long is cut, and one that is taken is numbered.
 */
final class MergedNames {
    private static final int LONGEST = 128;
    private static final int MARK = 9;

    private final String mergedIdentityId;
    private final Set<String> taken;

    MergedNames(String mergedIdentityId, Set<String> taken) {
        this.mergedIdentityId = mergedIdentityId;
        this.taken = new HashSet<>(taken);
    }

    /** The name for a dataset under its new identity; one that was merged before keeps its name. */
    String nameFor(Dataset dataset) {
        String wanted = dataset.mergedInto == null ? suffixed(dataset.name) : dataset.name;
        String free = Stream.concat(
                        Stream.of(wanted), IntStream.iterate(2, i -> i + 1).mapToObj(i -> numbered(wanted, i)))
                .filter(name -> !taken.contains(name))
                .findFirst()
                .orElseThrow();
        taken.add(free);
        return free;
    }

    private String suffixed(String name) {
        String suffix = "." + mergedIdentityId;
        int room = LONGEST - suffix.length();
        return (name.length() <= room ? name : cut(name, room)) + suffix;
    }

    private static String cut(String name, int room) {
        String mark = KeyHash.of(name).toString().substring(0, MARK - 1);
        return name.substring(0, room - MARK) + "-" + mark;
    }

    private static String numbered(String name, int number) {
        String suffix = "." + number;
        return name.substring(0, Math.min(name.length(), LONGEST - suffix.length())) + suffix;
    }
}
