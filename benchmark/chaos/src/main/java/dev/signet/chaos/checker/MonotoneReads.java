package dev.signet.chaos.checker;

import dev.signet.chaos.history.Answer.Deleted;
import dev.signet.chaos.history.Answer.Described;
import dev.signet.chaos.history.Answer.Listed;
import dev.signet.chaos.history.Answer.Seen;
import dev.signet.chaos.history.Answer.Written;
import dev.signet.chaos.history.DatasetOp;
import dev.signet.chaos.history.Op.Delete;
import dev.signet.chaos.history.Op.Describe;
import dev.signet.chaos.history.Op.Read;
import dev.signet.chaos.history.Op.Write;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * What was known to anybody before an operation began is known to that operation, on whatever replica: it reads no older
 * count, of the dataset and of each record, and writes at a later one.
 */
final class MonotoneReads implements Rule {
    private final Findings findings = new Findings(Invariant.MONOTONE_READS, MonotoneReads.class);

    @Override
    public Result check(Story story) {
        story.datasets().forEach(this::check);
        return findings.result();
    }

    private void check(DatasetStory dataset) {
        List<Call<? extends DatasetOp>> counted = Stream.of(Write.class, Delete.class, Read.class, Describe.class)
                .<Call<? extends DatasetOp>>flatMap(kind -> dataset.calls().ok(kind))
                .filter(call -> countOf(call).isPresent())
                .toList();
        Known known = Known.of(counted, call -> countOf(call).orElseThrow());
        counted.forEach(call -> known.before(call).ifPresent(floor -> check(dataset, call, floor)));
        missing(dataset, known);
        records(dataset);
    }

    private void check(DatasetStory dataset, Call<? extends DatasetOp> call, Known.Fact floor) {
        long count = countOf(call).orElseThrow();
        boolean changes = call.op() instanceof Write || call.op() instanceof Delete;
        findings.check(
                changes ? count > floor.count() : count >= floor.count(),
                () -> "%s: %s at %d after %d was known"
                        .formatted(dataset.id(), changes ? "changed" : "read", count, floor.count()),
                () -> Stream.concat(floor.by().lines(), call.lines()));
    }

    /** A dataset that is known and that nobody may have deleted is there. */
    private void missing(DatasetStory dataset, Known known) {
        if (dataset.calls().possible(Delete.class).findAny().isPresent()) {
            return;
        }
        dataset.calls()
                .ok(Describe.class)
                .filter(call -> call.answer(Described.class).count() == null)
                .forEach(call -> findings.check(
                        known.before(call).filter(fact -> fact.count() > 0).isEmpty(),
                        () -> dataset.id() + " does not exist any more, and nobody deleted it",
                        () -> Stream.concat(
                                known.before(call).stream()
                                        .flatMap(fact -> fact.by().lines()),
                                call.lines())));
    }

    private static OptionalLong countOf(Call<? extends DatasetOp> call) {
        return switch (call.op()) {
            case Write _ -> OptionalLong.of(call.answer(Written.class).count());
            case Delete _ -> OptionalLong.of(call.answer(Deleted.class).count());
            case Read _ -> OptionalLong.of(call.answer(Listed.class).count());
            case Describe _ -> {
                Long count = call.answer(Described.class).count();
                yield count == null ? OptionalLong.empty() : OptionalLong.of(count);
            }
            default -> OptionalLong.empty();
        };
    }

    /** The same for each record: a read shows what was acknowledged, as far as it was not written or deleted since. */
    private void records(DatasetStory dataset) {
        Map<String, List<Call<Write>>> writes = new HashMap<>();
        dataset.calls().ok(Write.class).forEach(write -> write.op().patches().forEach(patch -> writes.computeIfAbsent(
                        patch.key(), _ -> new ArrayList<>())
                .add(write)));
        Map<String, Known> known = new HashMap<>();
        writes.forEach((key, calls) -> known.put(
                key, Known.of(calls, write -> write.answer(Written.class).count())));
        dataset.calls().ok(Read.class).forEach(read -> {
            Listed listed = read.answer(Listed.class);
            Map<String, Seen> records = Durability.byKey(listed);
            known.forEach((key, facts) -> facts.before(read)
                    .filter(floor -> floor.count() > read.op().since())
                    .filter(floor -> !dataset.mayBeDeleted(floor.count(), listed.count()))
                    .ifPresent(floor -> check(dataset, read, floor, key, Optional.ofNullable(records.get(key)))));
        });
    }

    private void check(DatasetStory dataset, Call<Read> read, Known.Fact floor, String key, Optional<Seen> seen) {
        findings.check(
                seen.filter(record -> record.count() >= floor.count()).isPresent(),
                () -> "%s: %s was acknowledged at %d and then read as %s"
                        .formatted(
                                dataset.id(),
                                key,
                                floor.count(),
                                seen.map(Seen::toString).orElse("missing")),
                () -> Stream.concat(floor.by().lines(), read.lines()));
    }
}
