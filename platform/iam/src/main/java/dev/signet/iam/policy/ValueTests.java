package dev.signet.iam.policy;

import java.math.BigDecimal;
import java.net.InetAddress;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntPredicate;

/** How the families of condition operators read and compare values. What cannot be read is equal to nothing. */
final class ValueTests {
    private static final int LONGEST_NUMBER = 64;

    private ValueTests() {}

    static ValueTest text(String expected, boolean variables) throws PolicyMalformed {
        return Template.parse(expected, false, variables)::matches;
    }

    static ValueTest textIgnoringCase(String expected, boolean variables) throws PolicyMalformed {
        Template template = Template.parse(expected, false, variables);
        return (actual, context) -> template.resolve(context)
                .filter(glob -> glob.matchesIgnoringCase(actual))
                .isPresent();
    }

    static ValueTest like(String expected, boolean variables) throws PolicyMalformed {
        return Template.parse(expected, true, variables)::matches;
    }

    static ValueTest arn(String expected, boolean variables) throws PolicyMalformed {
        return ArnPattern.parse(expected, variables)::matches;
    }

    static ValueTest.Maker number(IntPredicate comparison) {
        return (expected, _) -> {
            BigDecimal limit = number(expected)
                    .orElseThrow(() -> new PolicyMalformed("The condition value " + expected + " is not a number."));
            return (actual, _) -> number(actual)
                    .filter(value -> comparison.test(value.compareTo(limit)))
                    .isPresent();
        };
    }

    static ValueTest.Maker date(IntPredicate comparison) {
        return (expected, _) -> {
            Instant limit = date(expected)
                    .orElseThrow(() -> new PolicyMalformed("The condition value " + expected + " is not a date."));
            return (actual, _) -> date(actual)
                    .filter(value -> comparison.test(value.compareTo(limit)))
                    .isPresent();
        };
    }

    static ValueTest bool(String expected, boolean variables) throws PolicyMalformed {
        String wanted = expected.toLowerCase(Locale.ROOT);
        if (!wanted.equals("true") && !wanted.equals("false")) {
            throw new PolicyMalformed("The condition value " + expected + " is neither true nor false.");
        }
        return (actual, _) -> actual.toLowerCase(Locale.ROOT).equals(wanted);
    }

    static ValueTest binary(String expected, boolean variables) throws PolicyMalformed {
        byte[] wanted = binary(expected)
                .orElseThrow(() -> new PolicyMalformed("The condition value " + expected + " is not base64."));
        return (actual, _) ->
                binary(actual).filter(value -> Arrays.equals(value, wanted)).isPresent();
    }

    static ValueTest address(String expected, boolean variables) throws PolicyMalformed {
        String[] parts = expected.split("/", 2);
        byte[] network = address(parts[0]).orElseThrow(() -> notAnAddress(expected));
        int bits = network.length * 8;
        if (parts.length == 2) {
            bits = number(parts[1])
                    .filter(length -> length.scale() == 0 && length.signum() >= 0)
                    .filter(length -> length.compareTo(BigDecimal.valueOf(network.length * 8L)) <= 0)
                    .map(BigDecimal::intValue)
                    .orElseThrow(() -> notAnAddress(expected));
        }
        int prefix = bits;
        return (actual, _) -> address(actual)
                .filter(value -> samePrefix(network, value, prefix))
                .isPresent();
    }

    private static PolicyMalformed notAnAddress(String text) {
        return new PolicyMalformed("The condition value " + text + " is not an IP address or a CIDR range.");
    }

    private static boolean samePrefix(byte[] network, byte[] address, int bits) {
        if (network.length != address.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit & 7);
            if ((network[bit >> 3] & mask) != (address[bit >> 3] & mask)) {
                return false;
            }
        }
        return true;
    }

    private static Optional<BigDecimal> number(String text) {
        try {
            return text.length() > LONGEST_NUMBER ? Optional.empty() : Optional.of(new BigDecimal(text));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    /** Seconds since 1970, or ISO 8601 with as much as the policy's author cares for; four digits are a year. */
    private static Optional<Instant> date(String text) {
        try {
            if (text.indexOf('T') > 0) {
                return Optional.of(OffsetDateTime.parse(text).toInstant());
            }
            if (text.length() != 4 && text.indexOf('-', 1) < 0) {
                return Optional.of(Instant.ofEpochSecond(Long.parseLong(text)));
            }
            return Optional.of(day(text).atStartOfDay().toInstant(ZoneOffset.UTC));
        } catch (DateTimeException | NumberFormatException _) {
            return Optional.empty();
        }
    }

    private static LocalDate day(String text) {
        return switch (text.length()) {
            case 4 -> Year.parse(text).atDay(1);
            case 7 -> YearMonth.parse(text).atDay(1);
            default -> LocalDate.parse(text);
        };
    }

    private static Optional<byte[]> binary(String text) {
        try {
            return Optional.of(Base64.getDecoder().decode(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** Only literal addresses in their full form are read; a name is never looked up. */
    private static Optional<byte[]> address(String text) {
        boolean fourParts = text.chars().filter(c -> c == '.').count() == 3;
        if (!fourParts && text.indexOf(':') < 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.ofLiteral(text).getAddress());
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
