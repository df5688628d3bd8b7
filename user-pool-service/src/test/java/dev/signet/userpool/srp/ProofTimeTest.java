package dev.signet.userpool.srp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProofTimeTest {
    private static final Instant NOW = Instant.parse("2026-11-02T03:04:05Z");

    @Test
    void writesTheDayWithoutALeadingZero() {
        assertThat(ProofTime.format(NOW)).isEqualTo("Mon Nov 2 03:04:05 UTC 2026");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Mon Nov 2 03:04:05 UTC 2026", "Mon Nov 2 03:00:00 UTC 2026", "Mon Nov 2 03:09:04 UTC 2026"})
    void acceptsATimeCloseToNow(String timestamp) {
        assertThat(ProofTime.isCurrent(timestamp, NOW)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Mon Nov 02 03:04:05 UTC 2026",
                "Mon Nov 2 3:04:05 UTC 2026",
                "Tue Nov 2 03:04:05 UTC 2026",
                "mon nov 2 03:04:05 UTC 2026",
                "Mo Nov 2 03:04:05 UTC 2026",
                "Mon Nov 2 03:04:05 GMT 2026",
                "Mon Nov 2 03:04:05 UTC 2026 ",
                "2026-11-02T03:04:05Z",
                "Mon Nov 2 02:58:00 UTC 2026",
                "Mon Nov 2 03:10:00 UTC 2026",
                "Tue Nov 3 03:04:05 UTC 2026",
            })
    void refusesAnotherFormAndATimeFarAway(String timestamp) {
        assertThat(ProofTime.isCurrent(timestamp, NOW)).isFalse();
    }
}
