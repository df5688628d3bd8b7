package dev.signet.chaos.checker;

import dev.signet.chaos.history.Entry;
import dev.signet.chaos.history.History;
import java.util.List;
import java.util.function.Supplier;

/**
 * Judges a history. A server gives all changes of a dataset one order, the sync counts, so that every rule is a walk
 * along that order or along time, and none has to search.
 */
public final class Checker {
    private static final List<Supplier<Rule>> RULES = List.of(
            Durability::new,
            NoResurrection::new,
            SingleWinner::new,
            CasHonesty::new,
            AtomicBatch::new,
            MonotoneReads::new,
            Notified::new,
            NoPhantom::new,
            BoundedDuplicates::new,
            Streams::new,
            SignUps::new,
            Passwords::new,
            Sessions::new,
            Redemptions::new,
            Lockout::new,
            Permitted::new,
            Announced::new,
            OutboxEmpty::new);

    private Checker() {}

    public static Verdict check(History history) {
        return check(history.entries());
    }

    public static Verdict check(List<Entry> history) {
        Story story = Story.of(history);
        List<Result> results =
                RULES.stream().map(rule -> rule.get().check(story)).toList();
        return new Verdict(results, Counts.of(story, results));
    }

    /** The devices that are still to be told of something, while there is time. */
    public static Result notified(List<Entry> history) {
        return new Notified().check(Story.of(history));
    }
}
