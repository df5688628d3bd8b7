package dev.signet.chaos.checker;

import dev.signet.chaos.history.Answer.Listed;
import dev.signet.chaos.history.Answer.Seen;
import dev.signet.chaos.history.Answer.Written;
import dev.signet.chaos.history.Op.Patch;
import dev.signet.chaos.history.Op.Read;
import dev.signet.chaos.history.Op.Write;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who reads one record of a batch reads all of them, as far as they were not written since. */
final class AtomicBatch implements Rule {
    private final Findings findings = new Findings(Invariant.ATOMIC_BATCH, AtomicBatch.class);

    @Override
    public Result check(Story story) {
        story.datasets().forEach(dataset -> {
            dataset.calls().ok(Write.class).forEach(write -> answered(dataset, write));
            dataset.calls().ok(Read.class).forEach(read -> check(story, dataset, read));
        });
        return findings.result();
    }

    private void answered(DatasetStory dataset, Call<Write> write) {
        Map<String, Long> counts = write.answer(Written.class).counts();
        Set<String> keys = write.op().patches().stream().map(Patch::key).collect(Collectors.toSet());
        findings.check(
                counts.keySet().equals(keys) && Set.copyOf(counts.values()).size() == 1,
                () -> "%s: the batch %s was given the counts %s"
                        .formatted(dataset.id(), write.op().batch(), counts),
                write::lines);
    }

    private void check(Story story, DatasetStory dataset, Call<Read> read) {
        Map<String, Seen> records = Durability.byKey(read.answer(Listed.class));
        Set<String> looked = new HashSet<>();
        for (Seen seen : records.values()) {
            if (seen.value() != null) {
                story.writerOf(seen.value())
                        .filter(write -> looked.add(write.op().batch()))
                        .ifPresent(write -> check(dataset, read, records, seen, write));
            }
        }
    }

    private void check(DatasetStory dataset, Call<Read> read, Map<String, Seen> records, Seen seen, Call<Write> write) {
        Set<String> missing = write.op().patches().stream()
                .map(Patch::key)
                .filter(key -> !records.containsKey(key) || records.get(key).count() < seen.count())
                .collect(Collectors.toSet());
        findings.check(
                missing.isEmpty(),
                () -> "%s: of the batch %s at %d, %s is read and %s is not"
                        .formatted(dataset.id(), write.op().batch(), seen.count(), seen.key(), missing),
                () -> Stream.concat(write.lines(), read.lines()));
    }
}
