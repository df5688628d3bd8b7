package dev.signet.wire.check;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;

/** Checks one operation's input and words what is wrong with it as AWS does. */
public final class InputCheck {
    /** For operations that take no input. */
    public static final InputCheck NOTHING = new InputCheck(new Rule.Structure(List.of(), false));

    private final Rule.Structure rule;

    InputCheck(Rule.Structure rule) {
        this.rule = rule;
    }

    /** What is wrong with the input; empty when nothing is. */
    public Optional<String> complaint(SdkPojo input) {
        var violations = new Violations();
        members(violations, "", rule, input);
        return violations.message();
    }

    private static void members(Violations violations, String prefix, Rule.Structure rule, SdkPojo pojo) {
        for (var member : rule.members()) {
            var value = member.of(pojo);
            if (value != null) {
                value(violations, prefix + member.name(), member.rule(), value);
            } else if (member.required()) {
                missing(violations, prefix + member.name(), member.rule());
            }
        }
    }

    private static void missing(Violations violations, String path, Rule rule) {
        violations.add(path, rule.sensitive() ? null : "null", "Member must not be null");
    }

    private static void value(Violations violations, String path, Rule rule, Object value) {
        switch (rule) {
            case Rule.Anything _ -> {}
            case Rule.Structure structure -> members(violations, path + ".", structure, (SdkPojo) value);
            case Rule.Text text ->
                Constraints.text(text, value).forEach(violation -> violations.add(path, shown(text, value), violation));
            case Rule.Number number ->
                Constraints.range(number.range(), ((Number) value).longValue(), "value")
                        .forEach(violation -> violations.add(path, shown(number, value), violation));
            case Rule.Sequence list -> list(violations, path, list, (List<?>) value);
            case Rule.Dictionary map -> map(violations, path, map, (Map<?, ?>) value);
        }
    }

    private static void list(Violations violations, String path, Rule.Sequence rule, List<?> items) {
        var size = Constraints.range(rule.size(), items.size(), "length");
        size.forEach(violation -> violations.add(path, shownWhole(rule, rule.item(), items), violation));
        if (!size.isEmpty()) {
            return;
        }
        for (int i = 0; i < items.size(); i++) {
            var item = items.get(i);
            var itemPath = path + "." + (i + 1) + ".member";
            if (item == null) {
                missing(violations, itemPath, rule.item());
            } else if (rule.item() instanceof Rule.Text text) {
                var broken = Constraints.text(text, item);
                if (!broken.isEmpty()) {
                    violations.add(path, shownWhole(rule, text, items), "Member must satisfy constraint: " + broken);
                    return;
                }
            } else {
                value(violations, itemPath, rule.item(), item);
            }
        }
    }

    private static void map(Violations violations, String path, Rule.Dictionary rule, Map<?, ?> entries) {
        var size = Constraints.range(rule.size(), entries.size(), "length");
        size.forEach(violation -> violations.add(path, null, violation));
        if (!size.isEmpty()) {
            return;
        }
        entries.forEach((key, value) -> {
            if (rule.key() instanceof Rule.Text text) {
                part(violations, path, "Map keys must satisfy constraint: ", Constraints.text(text, key));
            }
            if (value == null) {
                missing(violations, path + ".value", rule.value());
            } else if (rule.value() instanceof Rule.Text text) {
                part(violations, path, "Map value must satisfy constraint: ", Constraints.text(text, value));
            } else {
                value(violations, path + ".value", rule.value(), value);
            }
        });
    }

    private static void part(Violations violations, String path, String what, List<String> broken) {
        if (!broken.isEmpty()) {
            violations.add(path, null, what + broken);
        }
    }

    private static @Nullable String shown(Rule rule, Object value) {
        return rule.sensitive() || value instanceof SdkBytes ? null : Violations.quoted(value.toString());
    }

    private static @Nullable String shownWhole(Rule list, Rule item, List<?> items) {
        var harmless = !list.sensitive() && !item.sensitive() && item instanceof Rule.Text;
        return harmless ? Violations.quoted(items.toString()) : null;
    }
}
