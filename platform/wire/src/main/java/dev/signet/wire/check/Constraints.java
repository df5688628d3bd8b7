package dev.signet.wire.check;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.SdkBytes;

/** The constraints of AWS's models on a single value, and their wording. */
final class Constraints {
    private Constraints() {}

    /** What a text or blob breaks. A pattern is tried only on a value of a bounded length. */
    static List<String> text(Rule.Text rule, Object value) {
        if (!(value instanceof String text)) {
            return range(rule.length(), ((SdkBytes) value).asByteArrayUnsafe().length, "length");
        }
        var broken = new ArrayList<>(range(rule.length(), text.codePointCount(0, text.length()), "length"));
        var tooLong = !broken.isEmpty() && text.length() > rule.length().min();
        if (!tooLong && rule.pattern().isPresent()) {
            var pattern = rule.pattern().get();
            if (!pattern.matches(text)) {
                broken.add("Member must satisfy regular expression pattern: " + pattern);
            }
        }
        if (!rule.enumeration().isEmpty() && !rule.enumeration().contains(text)) {
            broken.add("Member must satisfy enum value set: " + rule.enumeration());
        }
        return broken;
    }

    static List<String> range(Rule.Range range, long value, String measure) {
        if (value < range.min()) {
            return List.of("Member must have " + measure + " greater than or equal to " + range.min());
        }
        if (value > range.max()) {
            return List.of("Member must have " + measure + " less than or equal to " + range.max());
        }
        return List.of();
    }
}
