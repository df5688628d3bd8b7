package dev.signet.chaos.checker;

import dev.signet.chaos.history.DatasetId;
import dev.signet.chaos.history.Entry;
import dev.signet.chaos.history.Entry.Push;
import dev.signet.chaos.history.Op.Delete;
import dev.signet.chaos.history.Op.Subscribe;
import dev.signet.chaos.history.Op.Unsubscribe;
import dev.signet.chaos.history.Op.Write;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A device is told only of changes that happened, in datasets of its identity that it follows, by others; and on one
 * connection never of an older one after a newer. That a device has left a dataset is on its way for a while, as the change
 * is: what came within that time is counted and no breach, nor what came while something failed.
 */
final class NoPhantom implements Rule {
    private static final long ON_ITS_WAY = Duration.ofSeconds(10).toNanos();

    private final Findings findings = new Findings(Invariant.NO_PHANTOM, NoPhantom.class);
    private final Map<Line, Push> last = new HashMap<>();
    private long late;

    private record Line(long connection, DatasetId dataset) {}

    /** What is wrong, and the lines that show it. */
    private record Fault(String what, List<Entry> lines) {}

    @Override
    public Result check(Story story) {
        story.all(Push.class).forEach(push -> check(story, push));
        findings.note(late + " told of what came soon after the device left");
        return findings.result();
    }

    private void check(Story story, Push push) {
        Optional<Fault> fault = foreign(push)
                .or(() -> story.find(push.dataset())
                        .map(dataset -> fault(story, dataset, push))
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

    private Optional<Fault> fault(Story story, DatasetStory dataset, Push push) {
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
        return notFollowed(story, dataset, push, commit);
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

    private Optional<Fault> notFollowed(Story story, DatasetStory dataset, Push push, Commit commit) {
        List<Call<Subscribe>> subscriptions = dataset.calls()
                .possible(Subscribe.class)
                .filter(call -> call.op().device().equals(push.device()) && call.from() < push.t())
                .toList();
        if (subscriptions.isEmpty()) {
            return Optional.of(new Fault("it never followed the dataset", List.of()));
        }
        Optional<Call<Unsubscribe>> left = dataset.calls()
                .ok(Unsubscribe.class)
                .filter(end -> end.op().device().equals(push.device()))
                .filter(end -> commit.call().filter(end::before).isPresent())
                .filter(end -> subscriptions.stream().allMatch(call -> call.before(end)))
                .findFirst();
        if (left.isPresent() && isOnItsWay(story, left.get(), push, commit)) {
            late++;
            return Optional.empty();
        }
        return left.map(end -> new Fault(
                "it had stopped following the dataset before the change",
                Stream.concat(end.lines(), commit.lines()).toList()));
    }

    private static boolean isOnItsWay(Story story, Call<Unsubscribe> end, Push push, Commit commit) {
        long changed = commit.call().map(Call::from).orElse(end.to());
        return changed - end.to() < ON_ITS_WAY || !story.isCalm(end.to(), push.t());
    }

    private Optional<Fault> falling(Push push) {
        Push before = last.put(new Line(push.connection(), push.dataset()), push);
        return before == null || before.count() <= push.count()
                ? Optional.empty()
                : Optional.of(
                        new Fault("the same connection had told it of " + before.count() + " before", List.of(before)));
    }
}
