package dev.signet.benchmark.load.page;

import dev.signet.benchmark.load.scenario.Slice;
import dev.signet.benchmark.load.suite.Usage;
import java.util.Comparator;
import java.util.List;

/**
 * What a measurement gave: medians over its rounds, the errors of all, and what its middle round used.
 *
 * @param maxMillis the largest of all rounds
 */
public record Line(
        String id,
        String title,
        double perSecond,
        double p50Millis,
        double p99Millis,
        double maxMillis,
        long completed,
        long errors,
        String complaint,
        Usage usage) {
    /** The median of rounds. */
    public static Line of(String id, String title, List<Slice> rounds) {
        Slice middle = rounds.stream()
                .sorted(Comparator.comparingDouble(Slice::perSecond))
                .skip(rounds.size() / 2)
                .findFirst()
                .orElseThrow();
        return new Line(
                id,
                title,
                middle.perSecond(),
                median(rounds.stream().map(Slice::p50Millis).toList()),
                median(rounds.stream().map(Slice::p99Millis).toList()),
                rounds.stream().mapToDouble(Slice::maxMillis).max().orElse(0),
                middle.completed(),
                rounds.stream().mapToLong(Slice::errors).sum(),
                rounds.stream()
                        .map(Slice::complaint)
                        .filter(said -> !said.isEmpty())
                        .findFirst()
                        .orElse(""),
                middle.usage());
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElse(0.0);
    }

    /** All CPU of the suite's own processes for one of its calls, in milliseconds; the generator's is not in it. */
    public double suiteCpuMillis() {
        double seconds = usage.cpu().entrySet().stream()
                .filter(part -> !part.getKey().equals("generator"))
                .mapToDouble(java.util.Map.Entry::getValue)
                .sum();
        return completed == 0 ? 0 : seconds * 1000 / completed;
    }
}
