package dev.signet.chaos.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.chaos.checker.Checker;
import dev.signet.chaos.cluster.Arrears.Drained;
import dev.signet.chaos.history.DatasetId;
import dev.signet.chaos.history.Entry;
import dev.signet.chaos.nemesis.Kind;
import dev.signet.chaos.nemesis.Race;
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
        String page = page(round);

        // Then
        assertThat(page)
                .contains("the median is\n**2.0 s** (goal: under 10) and the longest **4.0 s**")
                .contains("| kill | 2 | 4.0 | 4.0 | 4.0 | 4.0 | 4.0 | 2.5 | 4.0 | 4.0 | 7 | 2.5 | 4.0 |")
                .contains("| hang | 1 | 2.0 | 2.0 | 2.0 | 2.0 | 2.0 | 2.0 | 2.0 | 2.0 | 7 | 2.0 | 2.0 |");
    }

    @Test
    void hidesNothingThatDidNotComeBack() {
        // Given
        Recovery broken = new Recovery("kill", Map.of(Kind.READ, 0.5), Optional.empty(), Optional.empty());
        RoundResult round = round(1, List.of("kill: not every operation works"), broken);

        // When
        String page = page(round);

        // Then
        assertThat(page)
                .contains(
                        "| kill | 1 | never | never | never | 0.5 | never | never | never | never | 0 | never | never |")
                .contains("- kill: not every operation works")
                .contains("| what came back later than after 60 s | 1 | 0 |");
        assertThat(round.clean()).isFalse();
        assertThat(round.kept()).isTrue();
    }

    @Test
    void namesTheCommitAndEachRound() {
        // When
        String page = page(
                round(7, List.of(), recovery("kill", 1.0)),
                round(8, List.of("too late"), recovery("kill", 2.0), recovery("hang", 1.0)));

        // Then
        assertThat(page)
                .contains("2026-11-23, commit 0123456789ab, on ")
                .contains("2 rounds, 4 minutes of load; in these, faults were struck 3 times in all.")
                .contains("| 7 | 2 | 1 | 0 | 0 | 0 | 0 |")
                .contains("| 8 | 2 | 2 | 0 | 0 | 0 | 1 |");
    }

    @Test
    void showsFaultsAndRacesOverAllRounds() {
        // When
        String page = page(
                round(7, List.of(), recovery("kill", 1.0)),
                round(8, List.of(), recovery("kill", 4.0), recovery("hang", 9.0)));

        // Then
        assertThat(page)
                .contains("| kill | 2 | 4.0 | 4.0 | 4.0 | 4.0 | 4.0 | 2.5 | 4.0 | 4.0 | 7 | 2.5 | 4.0 |")
                .contains("| **all** | 3 | 9.0 | 9.0 | 9.0 | 9.0 | 9.0 | 4.0 | 9.0 | 9.0 | 7 | 4.0 | 9.0 |")
                .contains("| codes | redemptions at once | 2 | 100 | 2 | 2 | 1 |");
    }

    @Test
    void tellsTheLongestDrainingUnderLoadFromThatAtTheEnd() {
        // When
        String page = page(round(7, List.of(), recovery("kafka-stop", 21.0), recovery("kill", 1.0)));

        // Then
        assertThat(page)
                .contains("the longest after any fault (load goes on) | 21.0 | under 60 |")
                .contains("the longest at the end of a round (no load) | 3.0 | under 60 |");
    }

    @Test
    void saysWhatARuleLetsPass() {
        // When
        String page = page(round(7, List.of()));

        // Then
        assertThat(page)
                .contains("| BoundedDuplicates | 0 | 0 | a change may be told 5 times, and 2 times more for each fault")
                .contains("| NoPhantom | 0 | 0 | the order of counts is asked of each live connection;")
                .contains("| Durability | 0 | 0 |  |");
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
                List.of(),
                Optional.of(Duration.ofSeconds(3)));

        // When
        String page = page(round);

        // Then
        assertThat(page)
                .contains("| breaches of the invariants below, all together | 1 | 0 |")
                .containsPattern("- The device a device was told of .*notes.* at 4: of a dataset that nobody wrote");
        assertThat(round.kept()).isFalse();
    }

    private static String page(RoundResult... rounds) {
        return new ReliabilityPage(List.of(rounds), "0123456789ab").text(DATE);
    }

    private static RoundResult round(long seed, List<String> late, Recovery... recoveries) {
        return new RoundResult(
                seed,
                Duration.ofMinutes(2),
                Checker.check(List.of()),
                List.of(recoveries),
                List.of(new Race("codes", "redemptions at once", 1, 48, 1, 1)),
                List.of(),
                late,
                Optional.of(Duration.ofSeconds(3)));
    }

    private static Recovery recovery(String fault, double seconds) {
        Map<Kind, Double> each = new EnumMap<>(Kind.class);
        Arrays.stream(Kind.values()).forEach(kind -> each.put(kind, seconds));
        return new Recovery(
                fault, each, Optional.of(seconds), Optional.of(new Drained(Duration.ofSeconds((long) seconds), 7)));
    }
}
