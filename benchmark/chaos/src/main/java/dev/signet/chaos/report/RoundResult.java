package dev.signet.chaos.report;

import dev.signet.chaos.checker.Verdict;
import dev.signet.chaos.nemesis.Race;
import dev.signet.chaos.nemesis.Recovery;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a round showed.
 *
 * @param time for which there was load
 * @param violations what the nemesis saw that must not be
 * @param late what took longer than it may
 * @param drained how long the backlog took to drain when faults and load were over, empty if it did not in time
 */
public record RoundResult(
        long seed,
        Duration time,
        Verdict verdict,
        List<Recovery> recoveries,
        List<Race> races,
        List<String> violations,
        List<String> late,
        Optional<Duration> drained) {
    public RoundResult {
        recoveries = List.copyOf(recoveries);
        races = List.copyOf(races);
        violations = List.copyOf(violations);
        late = List.copyOf(late);
    }

    /** Whether all was kept that must be, however long it took. */
    public boolean kept() {
        return verdict.clean() && violations.isEmpty();
    }

    /** Whether all was kept, and in time. */
    public boolean clean() {
        return kept() && late.isEmpty() && drained.isPresent();
    }
}
