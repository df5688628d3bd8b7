package dev.signet.benchmark.load.page;

import static dev.signet.benchmark.load.page.MadeUp.line;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ComparisonsTest {
    @TempDir
    Path folder;

    @Test
    void setsAScenarioBesideEachOfItsLimitsAndPeersThatWereMeasured() {
        // Given
        Results results = MadeUp.results(
                folder,
                List.of(
                        line("refresh", 1_000, 8, Map.of()),
                        line("bare-route", 20_000, 0.4, Map.of()),
                        line("refresh-beside-keycloak", 1_000, 8, Map.of()),
                        line("keycloak-refresh", 400, 20, Map.of())),
                Map.of());

        // When
        String section = new Comparisons(results).section();

        // Then
        assertThat(section)
                .startsWith("## Beside limits and peers\n")
                .contains("""
                        | refresh | bare-route | 0.05 | 20.0 |
                        | refresh-beside-keycloak | keycloak-refresh | 2.50 | 0.40 |
                        """)
                .doesNotContain("cognito-local");
    }

    @Test
    void comparesNoThroughputWithThatOfMessagesThatAreSentAtAPace() {
        // Given
        Results results = MadeUp.results(
                folder, List.of(line("push-1", 40, 6, Map.of()), line("bare-kafka", 40, 1.5, Map.of())), Map.of());

        // When
        String section = new Comparisons(results).section();

        // Then
        assertThat(section).contains("| push-1 | bare-kafka |  | 4.00 |");
    }

    @Test
    void setsTheProcessorTimeOfUserPoolsBesideThatOfBareComputations() {
        // Given
        Results results = MadeUp.results(
                folder,
                List.of(
                        line("bare-srp", 500, 3, Map.of("generator", 3.0)),
                        line("srp-sign-in", 150, 50, Map.of("user-pool", 7.5, "postgres", 2.0, "generator", 4.0)),
                        line("bare-signatures", 3_700, 0.5, Map.of("generator", 0.5)),
                        line("bare-route", 20_000, 0.3, Map.of("bare route", 0.1, "generator", 0.2)),
                        line("refresh", 1_000, 7, Map.of("user-pool", 0.9))),
                Map.of());

        // When
        String section = new Comparisons(results).section();

        // Then
        assertThat(section).contains("""
                        | srp-sign-in | 7.50 | bare-srp | 3.00 | 2.50 |
                        | refresh | 0.90 | bare-signatures, and the bare route's own process | 0.60 | 1.50 |
                        """);
    }

    @Test
    void isEmptyWhereNothingStandsBesideAnything() {
        // Given
        Results results = MadeUp.results(folder, List.of(line("get-user", 2_000, 3, Map.of())), Map.of());

        // When
        String section = new Comparisons(results).section();

        // Then
        assertThat(section).isEmpty();
    }
}
