package dev.signet.iam.policy;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The operators of a policy's Condition, each with how it compares and whether it asks for the opposite. */
enum ConditionOperator {
    STRING_EQUALS("StringEquals", false, ValueTests::text),
    STRING_NOT_EQUALS("StringNotEquals", true, ValueTests::text),
    STRING_EQUALS_IGNORE_CASE("StringEqualsIgnoreCase", false, ValueTests::textIgnoringCase),
    STRING_NOT_EQUALS_IGNORE_CASE("StringNotEqualsIgnoreCase", true, ValueTests::textIgnoringCase),
    STRING_LIKE("StringLike", false, ValueTests::like),
    STRING_NOT_LIKE("StringNotLike", true, ValueTests::like),
    NUMERIC_EQUALS("NumericEquals", false, ValueTests.number(c -> c == 0)),
    NUMERIC_NOT_EQUALS("NumericNotEquals", true, ValueTests.number(c -> c == 0)),
    NUMERIC_LESS_THAN("NumericLessThan", false, ValueTests.number(c -> c < 0)),
    NUMERIC_LESS_THAN_EQUALS("NumericLessThanEquals", false, ValueTests.number(c -> c <= 0)),
    NUMERIC_GREATER_THAN("NumericGreaterThan", false, ValueTests.number(c -> c > 0)),
    NUMERIC_GREATER_THAN_EQUALS("NumericGreaterThanEquals", false, ValueTests.number(c -> c >= 0)),
    DATE_EQUALS("DateEquals", false, ValueTests.date(c -> c == 0)),
    DATE_NOT_EQUALS("DateNotEquals", true, ValueTests.date(c -> c == 0)),
    DATE_LESS_THAN("DateLessThan", false, ValueTests.date(c -> c < 0)),
    DATE_LESS_THAN_EQUALS("DateLessThanEquals", false, ValueTests.date(c -> c <= 0)),
    DATE_GREATER_THAN("DateGreaterThan", false, ValueTests.date(c -> c > 0)),
    DATE_GREATER_THAN_EQUALS("DateGreaterThanEquals", false, ValueTests.date(c -> c >= 0)),
    BOOL("Bool", false, ValueTests::bool),
    BINARY_EQUALS("BinaryEquals", false, ValueTests::binary),
    IP_ADDRESS("IpAddress", false, ValueTests::address),
    NOT_IP_ADDRESS("NotIpAddress", true, ValueTests::address),
    ARN_EQUALS("ArnEquals", false, ValueTests::arn),
    ARN_NOT_EQUALS("ArnNotEquals", true, ValueTests::arn),
    ARN_LIKE("ArnLike", false, ValueTests::arn),
    ARN_NOT_LIKE("ArnNotLike", true, ValueTests::arn),
    NULL("Null", false, ValueTests::bool);

    private static final Map<String, ConditionOperator> BY_NAME = Arrays.stream(values())
            .collect(Collectors.toMap(operator -> operator.awsName.toLowerCase(Locale.ROOT), Function.identity()));

    private final String awsName;
    private final boolean negated;
    private final ValueTest.Maker maker;

    ConditionOperator(String awsName, boolean negated, ValueTest.Maker maker) {
        this.awsName = awsName;
        this.negated = negated;
        this.maker = maker;
    }

    static Optional<ConditionOperator> named(String name) {
        return Optional.ofNullable(BY_NAME.get(name.toLowerCase(Locale.ROOT)));
    }

    boolean negated() {
        return negated;
    }

    ValueTest test(String expected, boolean variables) throws PolicyMalformed {
        return maker.of(expected, variables);
    }
}
