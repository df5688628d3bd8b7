package dev.signet.chaos.checker;

import dev.signet.chaos.history.Answer.Described;
import dev.signet.chaos.history.Answer.Listed;
import dev.signet.chaos.history.Answer.Written;
import dev.signet.chaos.history.DatasetOp;
import dev.signet.chaos.history.Op.Delete;
import dev.signet.chaos.history.Op.Describe;
import dev.signet.chaos.history.Op.Read;
import dev.signet.chaos.history.Op.Write;
import java.util.List;
import java.util.stream.Stream;

/**
 * What was known to anybody before an operation began is known to that operation, on whatever replica: it reads the
 * dataset at no older count, and writes at a later one.
 */
final class MonotoneReads implements Rule {
    private final Findings findings = new Findings(Invariant.MONOTONE_READS, MonotoneReads.class);

    @Override
    public Result check(Story story) {
        story.datasets().forEach(this::check);
        return findings.result();
    }

    private void check(DatasetStory dataset) {
        List<Call<? extends DatasetOp>> counted = Stream.of(Write.class, Read.class)
                .<Call<? extends DatasetOp>>flatMap(kind -> dataset.calls().ok(kind))
                .toList();
        Known known = Known.of(counted, MonotoneReads::countOf);
        counted.forEach(call -> known.before(call).ifPresent(floor -> check(dataset, call, floor)));
        missing(dataset, known);
    }

    private void check(DatasetStory dataset, Call<? extends DatasetOp> call, Known.Fact floor) {
        long count = countOf(call);
        boolean changes = call.op() instanceof Write;
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
                .filter(call -> !call.answer(Described.class).exists())
                .forEach(call -> findings.check(
                        known.before(call).filter(fact -> fact.count() > 0).isEmpty(),
                        () -> dataset.id() + " does not exist any more, and nobody deleted it",
                        () -> Stream.concat(
                                known.before(call).stream()
                                        .flatMap(fact -> fact.by().lines()),
                                call.lines())));
    }

    private static long countOf(Call<? extends DatasetOp> call) {
        return call.op() instanceof Write
                ? call.answer(Written.class).count()
                : call.answer(Listed.class).count();
    }
}
