package dev.signet.chaos.report;

import dev.signet.chaos.checker.Verdict;
import dev.signet.chaos.nemesis.Recovery;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a round showed.
 *
 * @param time for which there was load
 * @param violations what the nemesis saw that must not be
 * @param drained how long the backlog took to drain when the faults were over, empty if it did not in time
 */
public record RoundResult(
        long seed,
        Duration time,
        Verdict verdict,
        List<Recovery> recoveries,
        List<String> violations,
        Optional<Duration> drained) {
    public RoundResult {
        recoveries = List.copyOf(recoveries);
        violations = List.copyOf(violations);
    }

    /** Whether all was kept that must be. */
    public boolean clean() {
        return verdict.clean() && violations.isEmpty() && drained.isPresent();
    }
}
