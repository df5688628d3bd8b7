package dev.signet.chaos.checker;

import dev.signet.chaos.checker.Result.Status;
import dev.signet.chaos.history.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Collects what one rule finds. */
final class Findings {
    private final Invariant invariant;
    private final String rule;
    private final List<Violation> violations = new ArrayList<>();
    private long checked;
    private String allowed = "";
    private String note = "";

    Findings(Invariant invariant, Class<? extends Rule> rule) {
        this.invariant = invariant;
        this.rule = rule.getSimpleName();
    }

    /** Says what the rule lets pass. */
    Findings allowing(String what) {
        allowed = what;
        return this;
    }

    /** Looks at one fact. */
    void check(boolean holds, Supplier<String> breach, Supplier<Stream<Entry>> evidence) {
        checked++;
        if (!holds) {
            violations.add(new Violation(breach.get(), evidence.get().toList()));
        }
    }

    void note(String text) {
        note = text;
    }

    Result result() {
        Status status = checked == 0 ? Status.NOT_EXERCISED : violations.isEmpty() ? Status.HOLDS : Status.VIOLATED;
        return new Result(invariant, rule, status, checked, List.copyOf(violations), allowed, note);
    }
}
