package dev.signet.chaos.checker;

import dev.signet.chaos.history.Answer.Listed;
import dev.signet.chaos.history.Answer.Seen;
import dev.signet.chaos.history.Answer.Written;
import dev.signet.chaos.history.Op.Read;
import dev.signet.chaos.history.Op.Write;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every record that is read was written by somebody who was not refused, and is read with the count of that write. */
final class NoResurrection implements Rule {
    private final Findings findings = new Findings(Invariant.NO_RESURRECTION, NoResurrection.class);

    @Override
    public Result check(Story story) {
        story.datasets().forEach(dataset -> check(story, dataset));
        return findings.result();
    }

    private void check(Story story, DatasetStory dataset) {
        Map<String, List<Call<Write>>> removers = dataset.calls()
                .possible(Write.class)
                .flatMap(write -> write.op().patches().stream()
                        .filter(patch -> patch.value() == null)
                        .map(patch -> Map.entry(patch.key(), write)))
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
        dataset.calls().ok(Read.class).forEach(read -> read.answer(Listed.class)
                .records()
                .forEach(seen -> check(story, dataset, removers, read, seen)));
    }

    private void check(
            Story story, DatasetStory dataset, Map<String, List<Call<Write>>> removers, Call<Read> read, Seen seen) {
        Optional<Call<Write>> writer = Optional.ofNullable(seen.value()).flatMap(story::writerOf);
        String fault = seen.value() == null
                ? removed(removers.getOrDefault(seen.key(), List.of()), read, seen)
                : writer.map(write -> written(dataset, write, read, seen)).orElse("nobody wrote it");
        findings.check(
                fault.isEmpty(),
                () -> "%s: %s is read at %d with %s, but %s"
                        .formatted(dataset.id(), seen.key(), seen.count(), seen.value(), fault),
                () -> Stream.concat(writer.stream().flatMap(Call::lines), read.lines()));
        alive(dataset, read, seen);
    }

    /** What is wrong with a value that is read, empty if nothing. */
    private static String written(DatasetStory dataset, Call<Write> write, Call<Read> read, Seen seen) {
        if (!write.op().dataset().equals(dataset.id())) {
            return "it is a record of " + write.op().dataset();
        }
        if (write.failed()) {
            return "its write was refused";
        }
        if (write.from() > read.to()) {
            return "its write came later";
        }
        boolean sameKey = write.op().patches().stream()
                .anyMatch(patch -> patch.key().equals(seen.key()) && Objects.equals(patch.value(), seen.value()));
        if (!sameKey) {
            return "it was written under another key";
        }
        return write.ok() && write.answer(Written.class).count() != seen.count()
                ? "its write was told " + write.answer(Written.class).count()
                : "";
    }

    private static String removed(List<Call<Write>> removers, Call<Read> read, Seen seen) {
        boolean possible = removers.stream()
                .filter(write -> write.from() < read.to())
                .anyMatch(
                        write -> write.unknown() || write.answer(Written.class).count() == seen.count());
        return possible ? "" : "nobody removed it then";
    }

    private void alive(DatasetStory dataset, Call<Read> read, Seen seen) {
        long at = read.answer(Listed.class).count();
        Long deleted = dataset.deletions().higher(seen.count());
        findings.check(
                seen.count() <= at && (deleted == null || deleted > at),
                () -> "%s at %d shows %s of %d, deleted at %s"
                        .formatted(dataset.id(), at, seen.key(), seen.count(), deleted),
                read::lines);
    }
}
