package dev.signet.chaos.checker;

import dev.signet.chaos.history.Answer.Listed;
import dev.signet.chaos.history.Answer.Seen;
import dev.signet.chaos.history.Answer.Written;
import dev.signet.chaos.history.Op.Patch;
import dev.signet.chaos.history.Op.Read;
import dev.signet.chaos.history.Op.Write;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Every acknowledged write is there at the end, and is there for every reader who sees the dataset at its count or a later
 * one; or there is a later one of its key, or the dataset was deleted.
 */
final class Durability implements Rule {
    private final Findings findings = new Findings(Invariant.DURABILITY, Durability.class);

    @Override
    public Result check(Story story) {
        story.datasets().forEach(this::read);
        if (story.finalFrom() < Long.MAX_VALUE) {
            story.datasets().forEach(this::check);
        }
        return findings.result();
    }

    private void read(DatasetStory dataset) {
        Map<String, NavigableMap<Long, Call<Write>>> writes = new HashMap<>();
        dataset.calls().ok(Write.class).forEach(write -> write.op().patches().forEach(patch -> writes.computeIfAbsent(
                        patch.key(), _ -> new TreeMap<>())
                .put(countOf(write), write)));
        dataset.calls().ok(Read.class).forEach(read -> {
            Listed listed = read.answer(Listed.class);
            Map<String, Seen> records = byKey(listed);
            writes.forEach((key, byCount) -> Optional.ofNullable(byCount.floorEntry(listed.count()))
                    .filter(last -> last.getKey() > read.op().since())
                    .filter(last -> !dataset.mayBeDeleted(last.getKey(), listed.count()))
                    .ifPresent(last -> shown(dataset, read, last.getValue(), Optional.ofNullable(records.get(key)))));
        });
    }

    private void shown(DatasetStory dataset, Call<Read> read, Call<Write> write, Optional<Seen> seen) {
        findings.check(
                seen.filter(record -> record.count() >= countOf(write)).isPresent(),
                () -> "%s: a reader at %d misses of %s, written at %d: it has %s"
                        .formatted(
                                dataset.id(),
                                read.answer(Listed.class).count(),
                                write.op().patches(),
                                countOf(write),
                                seen.map(Seen::toString).orElse("nothing")),
                () -> Stream.concat(write.lines(), read.lines()));
    }

    private void check(DatasetStory dataset) {
        Optional<Call<Read>> last = dataset.finalRead();
        if (last.isPresent()) {
            check(dataset, last.get());
        } else if (!dataset.commits().isEmpty()) {
            findings.check(
                    false,
                    () -> dataset.id() + " cannot be read at the end",
                    () -> dataset.commits().lastEntry().getValue().lines());
        }
    }

    private void check(DatasetStory dataset, Call<Read> last) {
        Listed end = last.answer(Listed.class);
        Map<String, Seen> records = byKey(end);
        dataset.commits()
                .values()
                .forEach(commit -> findings.check(
                        commit.count() <= end.count(),
                        () -> "%s stands at %d at the end, but was at %d"
                                .formatted(dataset.id(), end.count(), commit.count()),
                        () -> Stream.concat(commit.lines(), last.lines())));
        dataset.calls().ok(Write.class).forEach(write -> write.op()
                .patches()
                .forEach(patch -> findings.check(
                        holds(dataset, end, records.get(patch.key()), patch, countOf(write)),
                        () -> "%s: the write of %s at %d is lost: the end has %s"
                                .formatted(dataset.id(), patch.key(), countOf(write), records.get(patch.key())),
                        () -> Stream.concat(write.lines(), last.lines()))));
    }

    private static boolean holds(DatasetStory dataset, Listed end, @Nullable Seen record, Patch patch, long count) {
        if (record == null) {
            return dataset.mayBeDeleted(count, end.count());
        }
        return record.count() > count || record.count() == count && Objects.equals(record.value(), patch.value());
    }

    private static long countOf(Call<Write> write) {
        return write.answer(Written.class).count();
    }

    static Map<String, Seen> byKey(Listed listed) {
        return listed.records().stream().collect(Collectors.toMap(Seen::key, Function.identity(), (_, later) -> later));
    }
}
