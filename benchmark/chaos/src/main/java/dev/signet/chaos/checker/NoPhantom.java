package dev.signet.chaos.checker;

import dev.signet.chaos.history.DatasetId;
import dev.signet.chaos.history.Entry;
import dev.signet.chaos.history.Entry.Push;
import dev.signet.chaos.history.Op.Delete;
import dev.signet.chaos.history.Op.Subscribe;
import dev.signet.chaos.history.Op.Unsubscribe;
import dev.signet.chaos.history.Op.Write;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A device is told only of changes that happened, in datasets of its identity that it follows, by others; and on one
 * connection never of an older one after a newer. Each change names those who followed its dataset when it was made, so
 * that one whose leaving was acknowledged before is not told, however much fails.
 */
final class NoPhantom implements Rule {
    private final Findings findings = new Findings(Invariant.NO_PHANTOM, NoPhantom.class)
            .allowing("the order of counts is asked of each live connection; a push service keeps none");
    private final Map<Line, Push> last = new HashMap<>();

    private record Line(long connection, DatasetId dataset) {}

    /** What is wrong, and the lines that show it. */
    private record Fault(String what, List<Entry> lines) {}

    @Override
    public Result check(Story story) {
        story.all(Push.class).forEach(push -> check(story, push));
        return findings.result();
    }

    private void check(Story story, Push push) {
        Optional<Fault> fault = foreign(push)
                .or(() -> story.find(push.dataset())
                        .map(dataset -> fault(dataset, push))
                        .orElseGet(() -> Optional.of(new Fault("of a dataset that nobody wrote", List.of()))))
                .or(() -> falling(push));
        findings.check(
                fault.isEmpty(),
                () -> "The device %s was told of %s at %d: %s"
                        .formatted(
                                push.device(),
                                push.dataset(),
                                push.count(),
                                fault.map(Fault::what).orElse("")),
                () -> Stream.concat(fault.stream().flatMap(found -> found.lines().stream()), Stream.of(push)));
    }

    private static Optional<Fault> foreign(Push push) {
        return push.dataset().identity().equals(push.deviceIdentity())
                ? Optional.empty()
                : Optional.of(new Fault("it belongs to the identity " + push.deviceIdentity(), List.of()));
    }

    private static Optional<Fault> fault(DatasetStory dataset, Push push) {
        Commit commit = dataset.commits().get(push.count());
        if (commit == null) {
            return neverHappened(dataset, push);
        }
        if (commit.call().filter(call -> call.from() > push.t()).isPresent()) {
            return Optional.of(
                    new Fault("it had not happened yet", commit.lines().toList()));
        }
        if (commit.device().equals(Optional.of(push.device()))) {
            return Optional.of(new Fault("its own change", commit.lines().toList()));
        }
        return notFollowed(dataset, push, commit);
    }

    /** Before the topic of changes is read, writes of unknown end and deletions may have made any change. */
    private static Optional<Fault> neverHappened(DatasetStory dataset, Push push) {
        boolean possible = dataset.ledger().isEmpty()
                && Stream.concat(
                                dataset.calls().of(Write.class).filter(Call::unknown),
                                dataset.calls().possible(Delete.class))
                        .anyMatch(call -> call.from() < push.t());
        return possible ? Optional.empty() : Optional.of(new Fault("there is no such change", List.of()));
    }

    private static Optional<Fault> notFollowed(DatasetStory dataset, Push push, Commit commit) {
        long changed = Math.min(push.t(), commit.call().map(Call::to).orElse(Long.MAX_VALUE));
        List<Call<Subscribe>> subscriptions = dataset.calls()
                .possible(Subscribe.class)
                .filter(call -> call.op().device().equals(push.device()) && call.from() < changed)
                .toList();
        if (subscriptions.isEmpty()) {
            return Optional.of(new Fault(
                    "it did not follow the dataset before the change",
                    commit.lines().toList()));
        }
        Optional<Call<Unsubscribe>> left = dataset.calls()
                .ok(Unsubscribe.class)
                .filter(end -> end.op().device().equals(push.device()))
                .filter(end -> commit.call().filter(end::before).isPresent())
                .filter(end -> subscriptions.stream().allMatch(call -> call.before(end)))
                .findFirst();
        return left.map(end -> new Fault(
                "it had stopped following the dataset before the change",
                Stream.concat(end.lines(), commit.lines()).toList()));
    }

    private Optional<Fault> falling(Push push) {
        Long connection = push.connection();
        if (connection == null) {
            return Optional.empty();
        }
        Push before = last.put(new Line(connection, push.dataset()), push);
        return before == null || before.count() <= push.count()
                ? Optional.empty()
                : Optional.of(
                        new Fault("the same connection had told it of " + before.count() + " before", List.of(before)));
    }
}
