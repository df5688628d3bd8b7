package dev.signet.iam.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** One line of a statement's Condition: an operator, a key, and the values of which one has to fit. */
final class Condition {
    private static final String IF_EXISTS = "ifexists";
    private static final String NOBODYS_VALUE = "-";

    /** What follows the region in the id of a pool that there is not; it holds every digit. */
    private static final String NOBODYS_POOL = ":01234567-89ab-4cde-8f01-23456789abcd";

    private final ConditionOperator operator;
    private final Quantifier quantifier;
    private final boolean ifExists;
    private final String key;
    private final List<String> expected;
    private final List<ValueTest> tests;

    private Condition(
            ConditionOperator operator,
            Quantifier quantifier,
            boolean ifExists,
            String key,
            List<String> expected,
            List<ValueTest> tests) {
        this.operator = operator;
        this.quantifier = quantifier;
        this.ifExists = ifExists;
        this.key = key;
        this.expected = expected;
        this.tests = tests;
    }

    static Condition parse(String name, String key, List<String> expected, boolean variables) throws PolicyMalformed {
        String lower = name.toLowerCase(Locale.ROOT);
        Quantifier quantifier = Quantifier.ONE;
        if (lower.startsWith("foranyvalue:")) {
            quantifier = Quantifier.ANY;
        } else if (lower.startsWith("forallvalues:")) {
            quantifier = Quantifier.ALL;
        }
        String base = quantifier == Quantifier.ONE ? lower : lower.substring(lower.indexOf(':') + 1);
        boolean ifExists = base.endsWith(IF_EXISTS);
        ConditionOperator operator = ConditionOperator.named(
                        ifExists ? base.substring(0, base.length() - IF_EXISTS.length()) : base)
                .orElseThrow(() -> new PolicyMalformed("Invalid Condition type : " + name + "."));
        if (operator == ConditionOperator.NULL && (ifExists || quantifier != Quantifier.ONE)) {
            throw new PolicyMalformed("Invalid Condition type : " + name + ".");
        }
        List<ValueTest> tests = new ArrayList<>();
        for (String value : expected) {
            tests.add(operator.test(value, variables));
        }
        return new Condition(operator, quantifier, ifExists, RequestContext.lower(key), expected, List.copyOf(tests));
    }

    boolean holds(RequestContext context) {
        List<String> actual = context.values(key);
        if (operator == ConditionOperator.NULL) {
            return fits(Boolean.toString(actual.isEmpty()), context);
        }
        if (actual.isEmpty()) {
            return ifExists || whenMissing();
        }
        return switch (quantifier) {
            case ONE -> operator.negated() != actual.stream().anyMatch(value -> fits(value, context));
            case ANY -> actual.stream().anyMatch(value -> operator.negated() != fits(value, context));
            case ALL -> actual.stream().allMatch(value -> operator.negated() != fits(value, context));
        };
    }

    /** Whether the condition ties requests to values of a key: it fails when the key is missing or is any other. */
    boolean requires(String wantedKey) {
        return key.equals(RequestContext.lower(wantedKey))
                && !operator.negated()
                && operator != ConditionOperator.NULL
                && !holds(RequestContext.of(Map.of()))
                && nobodysValues().noneMatch(value -> holds(RequestContext.of(Map.of(key, List.of(value)))));
    }

    /** Values that nobody has: one without form, and a pool's id of each region, or pattern of regions, that is expected. */
    private Stream<String> nobodysValues() {
        return Stream.concat(
                Stream.of(NOBODYS_VALUE), expected.stream().map(value -> value.split(":", 2)[0] + NOBODYS_POOL));
    }

    private boolean whenMissing() {
        return switch (quantifier) {
            case ONE -> operator.negated();
            case ANY -> false;
            case ALL -> true;
        };
    }

    private boolean fits(String value, RequestContext context) {
        return tests.stream().anyMatch(test -> test.holds(value, context));
    }
}
