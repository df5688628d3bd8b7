package dev.signet.chaos.checker;

import dev.signet.chaos.history.Answer.Listed;
import dev.signet.chaos.history.Answer.Seen;
import dev.signet.chaos.history.Answer.Written;
import dev.signet.chaos.history.Op.Read;
import dev.signet.chaos.history.Op.Write;
import java.util.Map;
import java.util.TreeMap;

/** No two changes of a dataset bear the same count, neither told to their writers nor read. */
final class SingleWinner implements Rule {
    private final Findings findings = new Findings(Invariant.SINGLE_WINNER, SingleWinner.class);

    @Override
    public Result check(Story story) {
        story.datasets().forEach(dataset -> check(story, dataset));
        return findings.result();
    }

    private void check(Story story, DatasetStory dataset) {
        Map<Long, Map<Long, Call<?>>> holders = new TreeMap<>();
        dataset.calls()
                .ok(Write.class)
                .forEach(write -> hold(holders, write.answer(Written.class).count(), write));
        dataset.calls()
                .ok(Read.class)
                .forEach(read -> read.answer(Listed.class).records().forEach(seen -> seen(story, holders, seen)));
        holders.forEach((count, calls) -> findings.check(
                calls.size() == 1,
                () -> "%s: %d changes bear the count %d".formatted(dataset.id(), calls.size(), count),
                () -> calls.values().stream().flatMap(Call::lines)));
    }

    private static void seen(Story story, Map<Long, Map<Long, Call<?>>> holders, Seen seen) {
        if (seen.value() != null) {
            story.writerOf(seen.value()).ifPresent(write -> hold(holders, seen.count(), write));
        }
    }

    private static void hold(Map<Long, Map<Long, Call<?>>> holders, long count, Call<?> call) {
        holders.computeIfAbsent(count, _ -> new TreeMap<>()).put(call.invoke().call(), call);
    }
}
