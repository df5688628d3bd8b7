package dev.signet.chaos.checker;

import dev.signet.chaos.history.Entry;
import dev.signet.chaos.history.Entry.Fail;
import dev.signet.chaos.history.Entry.Info;
import dev.signet.chaos.history.Op;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The figures of a history.
 *
 * @param unknown operations whose end nobody knows
 * @param pushesByService pushes that a push service took
 * @param refusals how often each error was answered
 */
public record Counts(
        long operations,
        long acknowledged,
        long refused,
        long unknown,
        long pushes,
        long pushesByService,
        long devices,
        long datasets,
        long lost,
        long staleAccepts,
        long halfBatches,
        long doubleRedemptions,
        long neverNotified,
        long duplicates,
        Map<String, Long> refusals) {
    static Counts of(Story story, List<Result> results) {
        return new Counts(
                story.calls().size(),
                story.calls().stream().filter(Call::ok).count(),
                story.calls().stream().filter(Call::failed).count(),
                story.calls().stream().filter(Call::unknown).count(),
                story.all(Entry.Push.class).size(),
                story.all(Entry.Push.class).stream()
                        .filter(push -> push.connection() == null)
                        .count(),
                story.datasets().stream()
                        .flatMap(dataset -> dataset.calls().of(Op.Subscribe.class))
                        .map(call -> call.op().device())
                        .distinct()
                        .count(),
                story.datasets().size(),
                found(results, Durability.class),
                found(results, CasHonesty.class) + found(results, SingleWinner.class),
                found(results, AtomicBatch.class),
                found(results, Redemptions.class),
                found(results, Notified.class),
                BoundedDuplicates.of(story),
                refusals(story));
    }

    private static long found(List<Result> results, Class<? extends Rule> rule) {
        return results.stream()
                .filter(result -> result.rule().equals(rule.getSimpleName()))
                .mapToLong(result -> result.violations().size())
                .sum();
    }

    private static Map<String, Long> refusals(Story story) {
        return story.calls().stream()
                .map(Call::end)
                .flatMap(end -> switch (end) {
                    case Fail fail -> Stream.of(fail.error());
                    case Info info -> Stream.of("unknown: " + info.error());
                    case null, default -> Stream.<String>empty();
                })
                .collect(Collectors.groupingBy(error -> error, TreeMap::new, Collectors.counting()));
    }
}
