package dev.signet.chaos.checker;

import dev.signet.chaos.history.Entry;
import dev.signet.chaos.history.Entry.Ledger;
import dev.signet.chaos.history.Op.Delete;
import dev.signet.chaos.history.Op.Write;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The topic of changes holds one event for each count of a dataset, from the first to the last, in this order, by the
 * device that wrote; an event may come again, but not another one for the same count.
 */
final class Announced implements Rule {
    private final Findings findings = new Findings(Invariant.LEDGER, Announced.class);

    @Override
    public Result check(Story story) {
        if (story.hasLedger()) {
            story.datasets().forEach(this::check);
            long events = story.all(Ledger.class).size();
            long distinct = story.all(Ledger.class).stream()
                    .map(Ledger::event)
                    .distinct()
                    .count();
            findings.note("%d events, %d of them again".formatted(distinct, events - distinct));
        }
        return findings.result();
    }

    private void check(DatasetStory dataset) {
        Map<Long, List<Ledger>> byCount = dataset.ledger().stream()
                .collect(Collectors.groupingBy(Ledger::count, TreeMap::new, Collectors.toList()));
        dataset.commits()
                .forEach((count, commit) -> findings.check(
                        announced(commit, byCount.getOrDefault(count, List.of())),
                        () -> "%s: the change to %d is announced by %s"
                                .formatted(dataset.id(), count, byCount.getOrDefault(count, List.of())),
                        commit::lines));
        gaps(dataset, byCount);
        order(dataset);
        explained(dataset);
    }

    /** One event, however often it came, that says of the change what the writer said. */
    private static boolean announced(Commit commit, List<Ledger> events) {
        return events.stream().map(Ledger::event).distinct().count() == 1
                && events.stream()
                        .allMatch(event -> event.deleted() == commit.deletion()
                                && Optional.ofNullable(event.device()).equals(commit.device()));
    }

    private void gaps(DatasetStory dataset, Map<Long, List<Ledger>> byCount) {
        long last = byCount.keySet().stream().reduce(0L, Math::max);
        findings.check(
                byCount.size() == last,
                () -> "%s: %d counts are announced up to %d".formatted(dataset.id(), byCount.size(), last),
                () -> dataset.ledger().stream().map(Entry.class::cast));
    }

    /** Leaving out events that came before, counts rise. */
    private void order(DatasetStory dataset) {
        long highest = 0;
        for (Ledger event : dataset.ledger().stream()
                .collect(Collectors.toMap(Ledger::count, e -> e, (first, _) -> first, LinkedHashMap::new))
                .values()) {
            long before = highest;
            findings.check(
                    event.count() > before,
                    () -> "%s: %d is announced after %d".formatted(dataset.id(), event.count(), before),
                    () -> Stream.of(event));
            highest = Math.max(highest, event.count());
        }
    }

    /** Behind each change is somebody who made it or may have, and each deletion that was taken is announced. */
    private void explained(DatasetStory dataset) {
        List<Commit> orphans = dataset.commits().values().stream()
                .filter(commit -> commit.call().isEmpty() && !commit.deletion())
                .toList();
        long unknown = dataset.calls().of(Write.class).filter(Call::unknown).count();
        findings.check(
                orphans.size() <= unknown,
                () -> "%s: %d changes have no writer, and only %d writers do not know what became of theirs"
                        .formatted(dataset.id(), orphans.size(), unknown),
                () -> orphans.stream().flatMap(Commit::lines));
        int deletions = dataset.deletions().size();
        findings.check(
                deletions >= dataset.calls().ok(Delete.class).count()
                        && deletions <= dataset.calls().possible(Delete.class).count(),
                () -> "%s: deletions are announced at %s".formatted(dataset.id(), dataset.deletions()),
                () -> dataset.calls().possible(Delete.class).flatMap(Call::lines));
    }
}
