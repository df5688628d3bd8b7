package dev.signet.benchmark.load.page;

import dev.signet.benchmark.load.scenario.Slice;
import dev.signet.benchmark.load.suite.Usage;
import java.util.Comparator;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * What a measurement gave: medians over its rounds, the errors of all, and what its middle round used.
 *
 * @param p99Millis of the calls of all rounds together: one round's may be two calls
 * @param maxMillis the largest of all rounds
 * @param completed how many calls the middle round made
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
    /** The process that makes the calls, and in which bare computations run. */
    static final String GENERATOR = "generator";

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
                median(rounds.stream().map(round -> round.millis(50)).toList()),
                pooledMillis(rounds, 99),
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

    private static double pooledMillis(List<Slice> rounds, double percentile) {
        double nanos = 0;
        for (int leg = 0; leg < rounds.getFirst().legs().size(); leg++) {
            Histogram all = new Histogram(3);
            for (Slice round : rounds) {
                all.add(round.legs().get(leg));
            }
            nanos += all.getValueAtPercentile(percentile);
        }
        return nanos / 1e6;
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().skip(values.size() / 2).findFirst().orElse(0.0);
    }

    /** The CPU of all servers for one call, in milliseconds; the generator's is not in it. */
    public double serverCpuMillis() {
        return usage.cpu().keySet().stream()
                .filter(process -> !process.equals(GENERATOR))
                .mapToDouble(this::cpuMillis)
                .sum();
    }

    /** The CPU of one process for one call, in milliseconds. */
    public double cpuMillis(String process) {
        return completed == 0 ? 0 : usage.cpu().getOrDefault(process, 0.0) * 1000 / completed;
    }
}
