package dev.signet.benchmark.load.page;

import static dev.signet.benchmark.load.page.MadeUp.line;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TargetsTest {
    private static final Map<String, Double> NO_CPU = Map.of();

    @TempDir
    Path folder;

    @Test
    void measuresRefreshingAgainstTheRouteAndTheSignaturesOneAfterTheOther() {
        // Given
        Results results = MadeUp.results(
                folder,
                List.of(
                        line("refresh", 1_000, 0, NO_CPU),
                        line("bare-route", 4_000, 0, NO_CPU),
                        line("bare-signatures", 4_000, 0, NO_CPU),
                        line("refresh-beside-keycloak", 1_000, 0, NO_CPU),
                        line("keycloak-refresh", 250, 0, NO_CPU)),
                Map.of());

        // When
        String rows = rows(results);

        // Then
        assertThat(rows)
                .contains("for the same signatures: at least 0.5 | 0.50 | met |")
                .contains("over Keycloak's: at least 3 | 4.00 | met |")
                .contains("bare Argon2id's: at least 0.85 | not measured | - |");
    }

    @Test
    void explainsAMissedPushByItsPathAndWhatItTookInThisRun() {
        // Given
        Results results = MadeUp.results(
                folder,
                List.of(
                        line("push-1", 40, 6.5, Map.of("sync", 12.5, "notification", 4.0, "redis", 0.1)),
                        line("bare-kafka", 40, 1.25, NO_CPU)),
                Map.of());

        // When
        String holding = holding(results);

        // Then
        assertThat(holding)
                .contains("Push to one device", "at the median 6.50 ms, of which Kafka alone takes 1.25")
                .contains("take 16.6 ms of all processors (sync 12.5, notification 4.00)");
    }

    @Test
    void explainsMissedSignInsByTheirPartsAndTheBareComputations() {
        // Given
        Map<String, Double> cpu = Map.of("user-pool", 27.5, "postgres", 2.0, "gateway + kafka", 1.5, "generator", 1.0);
        Results results = MadeUp.results(
                folder,
                List.of(
                        line("password-sign-in", 60, 0, cpu),
                        line("bare-argon2", 80, 0, Map.of("generator", 23.5)),
                        line("srp-sign-in", 60, 0, cpu),
                        line("bare-srp", 600, 0, Map.of("generator", 3.25))),
                Map.of());

        // When
        String holding = holding(results);

        // Then
        assertThat(holding)
                .contains("27.5 ms of a processor for a sign-in, 23.5 of which are the bare hash")
                .contains(
                        "32.0 ms of all processors (user-pool 27.5, postgres 2.00, gateway + kafka 1.50, generator 1.00)")
                .contains("27.5 ms of a processor for a sign-in, where the arithmetic and the signatures take 3.25");
    }

    @Test
    void explainsMissedRefreshing() {
        // Given
        Results results = MadeUp.results(
                folder,
                List.of(
                        line("refresh", 400, 0, Map.of("user-pool", 1.0, "gateway + kafka", 0.25)),
                        line("bare-route", 20_000, 0, Map.of("bare route", 0.03, "postgres", 0.04)),
                        line("bare-signatures", 4_000, 0, Map.of("generator", 0.5)),
                        line("refresh-beside-keycloak", 400, 0, Map.of("user-pool", 1.0)),
                        line("keycloak-refresh", 390, 0, Map.of("keycloak", 4.0))),
                Map.of());

        // When
        String holding = holding(results);

        // Then
        assertThat(holding)
                .contains(
                        "1.00 ms of a processor in user pools, where two signatures take 0.50 and the bare route takes 0.03")
                .contains("with Kafka", "takes 0.25 ms")
                .contains("one of Keycloak takes 4.00 ms of all processors (keycloak 4.00)");
    }

    @Test
    void tellsOnlyOfTheCallsThatTellNamesApart() {
        // Given
        Results results = MadeUp.results(
                folder,
                List.of(),
                Map.of(
                        "hidden.password.mann-whitney.p", 0.4,
                        "hidden.password.somebody.p50.ms", 27.5,
                        "hidden.password.nobody.p50.ms", 27.6,
                        "hidden.forgot-password.mann-whitney.p", 0.001,
                        "hidden.forgot-password.somebody.p50.ms", 7.0,
                        "hidden.forgot-password.nobody.p50.ms", 5.5));

        // When
        String holding = holding(results);

        // Then
        assertThat(holding).contains("forgot-password 7.00 and 5.50 ms").doesNotContain("27.5");
    }

    @Test
    void explainsWhatIsTooLargeAndTooSlowToStart() {
        // Given
        Results results = MadeUp.results(
                folder,
                List.of(),
                Map.of(
                        "idle.megabytes.user-pool", 310.0,
                        "idle.megabytes.sync", 220.0,
                        "up.seconds", 12.0,
                        "start.together.sync", 2.0,
                        "start.alone.sync", 4.5,
                        "start.alone.user-pool", 1.5));

        // When
        String holding = holding(results);

        // Then
        assertThat(holding)
                .contains("user-pool 310, sync 220, all in MB.", "sync 4.50, user-pool 1.50, all in s.")
                .doesNotContain("sync 2.00");
    }

    @Test
    void explainsNothingThatIsMet() {
        // Given
        Results results = MadeUp.results(
                folder,
                List.of(line("push-1", 40, 3, Map.of("sync", 12.5)), line("bare-kafka", 40, 1.25, NO_CPU)),
                Map.of());

        // When
        String holding = holding(results);

        // Then
        assertThat(holding).isEmpty();
    }

    private static String rows(Results results) {
        return new Targets(results, List.of(10, 20))
                .all().stream().map(Target::row).collect(Collectors.joining("\n"));
    }

    private static String holding(Results results) {
        return new Targets(results, List.of(10, 20))
                .all().stream().flatMap(target -> target.explanation().stream()).collect(Collectors.joining("\n"));
    }
}
