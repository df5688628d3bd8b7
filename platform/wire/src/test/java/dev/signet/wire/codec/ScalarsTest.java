package dev.signet.wire.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.wire.CommonError;
import dev.signet.wire.Refusal;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScalarsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "INTEGER;one;A number is not one, or out of range",
                "INTEGER;2147483648;A number is not one, or out of range",
                "LONG;1.0;A number is not one, or out of range",
                "DOUBLE;half;A number is not one, or out of range",
                "FLOAT;half;A number is not one, or out of range",
                "BOOLEAN;TRUE;STRING_VALUE can not be converted to a Boolean",
                "BOOLEAN;1;STRING_VALUE can not be converted to a Boolean",
                "INSTANT;1735689600;A timestamp is not in ISO 8601 form",
                "INSTANT;2026-02-30T00:00:00Z;A timestamp is not in ISO 8601 form",
                "INSTANT;2026-01-01T00:00:00;A timestamp is not in ISO 8601 form",
                "BLOB;%%;A blob is not valid base64",
                "DOCUMENT;{};STRING_VALUE can not be converted to a Document",
            })
    void refusesTextThatIsNoSuchValue(Plan.Scalar plan, String text, String complaint) {
        assertRefused(plan, text, complaint);
    }

    @Test
    void refusesATextWhereAStructureBelongs() {
        assertRefused(
                new Plan.Sequence(Plan.Scalar.STRING, "member", false), "a", "can not be converted to a structure");
        assertRefused(new Plan.Structure(() -> null), "a", "can not be converted to a structure");
    }

    @Test
    void readsTextThatIsSuchAValue() {
        var values = Stream.of(
                        Scalars.parse(Plan.Scalar.INTEGER, "-1"),
                        Scalars.parse(Plan.Scalar.LONG, "9223372036854775807"),
                        Scalars.parse(Plan.Scalar.DOUBLE, "0.5"),
                        Scalars.parse(Plan.Scalar.BOOLEAN, "false"),
                        Scalars.parse(Plan.Scalar.INSTANT, "2026-01-01T01:00:00+01:00"))
                .toList();

        assertThat(values).containsExactly(-1, Long.MAX_VALUE, 0.5, false, Instant.parse("2026-01-01T00:00:00Z"));
    }

    private static void assertRefused(Plan plan, String text, String complaint) {
        assertThatThrownBy(() -> Scalars.parse(plan, text))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.error()).isEqualTo(CommonError.SERIALIZATION))
                .hasMessageContaining(complaint);
    }
}
