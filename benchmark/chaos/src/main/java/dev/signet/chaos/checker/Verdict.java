package dev.signet.chaos.checker;

import dev.signet.chaos.checker.Result.Status;
import dev.signet.chaos.history.Entry;
import dev.signet.chaos.history.Lines;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What a history shows: each rule's result, and the figures. */
public record Verdict(List<Result> results, Counts counts) {
    private static final int SHOWN_VIOLATIONS = 5;
    private static final int SHOWN_LINES = 40;

    /** Whether no rule was broken. */
    public boolean clean() {
        return broken().isEmpty();
    }

    /** The invariants that were broken. */
    public Set<Invariant> broken() {
        Set<Invariant> broken = EnumSet.noneOf(Invariant.class);
        results.stream()
                .filter(result -> result.status() == Status.VIOLATED)
                .forEach(result -> broken.add(result.invariant()));
        return broken;
    }

    /** The verdict for a reader, with the lines of the history that show each breach. */
    public String text() {
        StringBuilder text = new StringBuilder();
        for (Result result : results) {
            text.append("%2d %-18s %-14s %d checked%s%n"
                    .formatted(
                            result.invariant().number(),
                            result.rule(),
                            result.status(),
                            result.checked(),
                            result.note().isEmpty() ? "" : "; " + result.note()));
            result.violations().stream().limit(SHOWN_VIOLATIONS).forEach(violation -> append(text, violation));
            if (result.violations().size() > SHOWN_VIOLATIONS) {
                text.append("     and %d more%n".formatted(result.violations().size() - SHOWN_VIOLATIONS));
            }
        }
        return text.append(counts).append(System.lineSeparator()).toString();
    }

    private static void append(StringBuilder text, Violation violation) {
        text.append("   ! ").append(violation.what()).append(System.lineSeparator());
        for (Entry line : violation.evidence().stream().limit(SHOWN_LINES).toList()) {
            text.append("       ").append(Lines.write(line)).append(System.lineSeparator());
        }
    }
}
