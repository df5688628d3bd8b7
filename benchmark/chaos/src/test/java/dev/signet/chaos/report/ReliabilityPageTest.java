package dev.signet.chaos.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.chaos.checker.Checker;
import dev.signet.chaos.history.DatasetId;
import dev.signet.chaos.history.Entry;
import dev.signet.chaos.nemesis.Kind;
import dev.signet.chaos.nemesis.Recovery;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReliabilityPageTest {
    private static final LocalDate DATE = LocalDate.of(2026, 11, 23);

    @Test
    void showsTheLongestRecoveryOfEachFaultAndTheMedianOfAll() {
        // Given
        RoundResult round = round(1, List.of(), recovery("kill", 1.0), recovery("kill", 4.0), recovery("hang", 2.0));

        // When
        String page = new ReliabilityPage(List.of(round)).text(DATE);

        // Then
        assertThat(page)
                .contains("the median is\n**2.0 s** (goal: under 10) and the longest **4.0 s**")
                .contains("| kill | 2 | 4.0 | 4.0 | 4.0 | 4.0 | 4.0 | 2.5 | 4.0 | 4.0 |")
                .contains("| hang | 1 | 2.0 | 2.0 | 2.0 | 2.0 | 2.0 | 2.0 | 2.0 | 2.0 |");
    }

    @Test
    void hidesNothingThatDidNotComeBack() {
        // Given
        Recovery broken = new Recovery("kill", Map.of(Kind.READ, 0.5), Optional.empty());
        RoundResult round = round(1, List.of("kill: not every operation works"), broken);

        // When
        String page = new ReliabilityPage(List.of(round)).text(DATE);

        // Then
        assertThat(page)
                .contains("| kill | 1 | never | never | never | 0.5 | never | never | never | never |")
                .contains("- kill: not every operation works")
                .contains("| what came back later than after 60 s | 1 | 0 |");
        assertThat(round.clean()).isFalse();
        assertThat(round.kept()).isTrue();
    }

    @Test
    void namesTheSeedsOfAllRounds() {
        // When
        String page = new ReliabilityPage(List.of(round(7, List.of()), round(8, List.of()))).text(DATE);

        // Then
        assertThat(page)
                .contains("2 rounds, 4 minutes of load and faults; seeds 7, 8.")
                .contains("2026-11-23");
    }

    @Test
    void countsAndNamesEachBreachOfAnInvariant() {
        // Given
        Entry told = new Entry.Push(1, "a device", "an identity", 1L, new DatasetId("an identity", "notes"), 4);
        RoundResult round = new RoundResult(
                1,
                Duration.ofMinutes(2),
                Checker.check(List.of(told)),
                List.of(),
                List.of(),
                List.of(),
                Optional.of(Duration.ofSeconds(3)));

        // When
        String page = new ReliabilityPage(List.of(round)).text(DATE);

        // Then
        assertThat(page)
                .contains("| breaches of the invariants below, all together | 1 | 0 |")
                .containsPattern("- The device a device was told of .*notes.* at 4: of a dataset that nobody wrote");
        assertThat(round.kept()).isFalse();
    }

    private static RoundResult round(long seed, List<String> late, Recovery... recoveries) {
        return new RoundResult(
                seed,
                Duration.ofMinutes(2),
                Checker.check(List.of()),
                List.of(recoveries),
                List.of(),
                late,
                Optional.of(Duration.ofSeconds(3)));
    }

    private static Recovery recovery(String fault, double seconds) {
        Map<Kind, Double> each = new EnumMap<>(Kind.class);
        Arrays.stream(Kind.values()).forEach(kind -> each.put(kind, seconds));
        return new Recovery(fault, each, Optional.of(seconds));
    }
}
