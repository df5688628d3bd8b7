package dev.signet.chaos.checker;

import java.util.List;

/**
 * What a rule found.
 *
 * @param rule the rule's name; an invariant may have several
 * @param checked how many facts it looked at
 * @param allowed what the rule lets pass that its invariant, taken at its word, does not; empty if nothing
 * @param note what else there is to say, empty if nothing
 */
public record Result(
        Invariant invariant,
        String rule,
        Status status,
        long checked,
        List<Violation> violations,
        String allowed,
        String note) {
    /** How it stands with a rule. */
    public enum Status {
        HOLDS,
        VIOLATED,
        /** The history held nothing that could have broken it. */
        NOT_EXERCISED,
        /** It speaks of what Signet does not have. */
        NOT_APPLICABLE
    }
}
