package dev.signet.chaos.checker;

import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/** The highest count that was known at each moment. */
final class Known {
    private final NavigableMap<Long, Fact> since = new TreeMap<>();

    /** A count and the operation whose end made it known. */
    record Fact(long count, Call<?> by) {}

    private Known() {}

    static <C extends Call<?>> Known of(List<C> calls, ToLongFunction<C> count) {
        Known known = new Known();
        calls.stream()
                .sorted(Comparator.comparingLong(Call::to))
                .forEach(call -> known.learn(call, count.applyAsLong(call)));
        return known;
    }

    private void learn(Call<?> call, long count) {
        if (since.isEmpty() || since.lastEntry().getValue().count() < count) {
            since.put(call.to(), new Fact(count, call));
        }
    }

    /** What was known when a call began. */
    Optional<Fact> before(Call<?> call) {
        return Optional.ofNullable(since.lowerEntry(call.from())).map(NavigableMap.Entry::getValue);
    }
}
