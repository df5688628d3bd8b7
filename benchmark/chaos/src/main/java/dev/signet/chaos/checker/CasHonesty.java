package dev.signet.chaos.checker;

import dev.signet.chaos.history.Answer.Written;
import dev.signet.chaos.history.Op.Patch;
import dev.signet.chaos.history.Op.Write;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Between the count that a writer knew and the count that it was given, nobody else wrote the record. */
final class CasHonesty implements Rule {
    private final Findings findings = new Findings(Invariant.CAS_HONESTY, CasHonesty.class);

    @Override
    public Result check(Story story) {
        story.datasets().forEach(this::check);
        return findings.result();
    }

    private void check(DatasetStory dataset) {
        Map<String, NavigableMap<Long, Commit>> byKey = new HashMap<>();
        dataset.commits().values().forEach(commit -> keys(commit)
                .forEach(key -> byKey.computeIfAbsent(key, _ -> new TreeMap<>()).put(commit.count(), commit)));
        dataset.calls().ok(Write.class).forEach(write -> write.op()
                .patches()
                .forEach(patch -> check(dataset, byKey.getOrDefault(patch.key(), new TreeMap<>()), write, patch)));
    }

    private static Stream<String> keys(Commit commit) {
        return commit.call().stream()
                .map(Call::op)
                .flatMap(op -> op instanceof Write write ? write.patches().stream() : Stream.empty())
                .map(Patch::key);
    }

    private void check(DatasetStory dataset, NavigableMap<Long, Commit> commits, Call<Write> write, Patch patch) {
        long given = write.answer(Written.class).count();
        Long deletion = dataset.deletions().lower(given);
        long deleted = deletion == null ? 0 : deletion;
        if (patch.knownCount() == 0 && !dataset.deletionsKnown()) {
            return;
        }
        long known = patch.knownCount() == 0 ? deleted : patch.knownCount();
        var between = known < given ? commits.subMap(known, false, given, false) : Map.<Long, Commit>of();
        findings.check(
                known < given && known >= deleted && between.isEmpty(),
                () -> "%s: %s was written at %d by one who knew %d, deleted at %d, while others wrote it at %s"
                        .formatted(dataset.id(), patch.key(), given, patch.knownCount(), deleted, between.keySet()),
                () -> Stream.concat(between.values().stream().flatMap(Commit::lines), write.lines()));
    }
}
