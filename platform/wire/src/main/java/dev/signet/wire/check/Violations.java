package dev.signet.wire.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The broken constraints of one input, worded as AWS words them; all are counted, the first ones told. */
final class Violations {
    private static final int MOST_TOLD = 16;
    private static final int LONGEST_SHOWN = 256;

    private final List<String> told = new ArrayList<>();
    private int count;

    /** Adds a broken constraint; {@code shown} is the value as it may be shown, null when it may not. */
    void add(String path, @Nullable String shown, String constraint) {
        count++;
        if (told.size() < MOST_TOLD) {
            var value = shown == null ? "Value" : "Value " + shown;
            told.add(value + " at '" + path + "' failed to satisfy constraint: " + constraint);
        }
    }

    static String quoted(String value) {
        if (value.length() <= LONGEST_SHOWN) {
            return "'" + value + "'";
        }
        int cut = Character.isHighSurrogate(value.charAt(LONGEST_SHOWN - 1)) ? LONGEST_SHOWN - 1 : LONGEST_SHOWN;
        return "'" + value.substring(0, cut) + "...'";
    }

    Optional<String> message() {
        if (count == 0) {
            return Optional.empty();
        }
        var detected = count == 1 ? "1 validation error detected: " : count + " validation errors detected: ";
        return Optional.of(detected + String.join("; ", told));
    }
}
