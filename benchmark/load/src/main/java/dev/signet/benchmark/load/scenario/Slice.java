package dev.signet.benchmark.load.scenario;

import dev.signet.benchmark.load.generator.Measured;
import dev.signet.benchmark.load.suite.Usage;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * One round of a measurement: what was done and what it took.
 *
 * @param perSecond how often the whole of it was done in a second
 * @param legs how long each call took, in nanoseconds, leg by leg
 */
public record Slice(
        double perSecond, List<Histogram> legs, long completed, long errors, String complaint, Usage usage) {
    private static final double MILLI = 1e6;

    /** A round of calls, each of which went through all legs one after the other. */
    public static Slice of(List<Measured> legs, Usage usage) {
        long completed = legs.getLast().completed();
        return new Slice(
                completed / legs.stream().mapToDouble(Measured::seconds).sum(),
                legs.stream().map(Measured::nanos).toList(),
                completed,
                legs.stream().mapToLong(Measured::errors).sum(),
                legs.stream()
                        .map(Measured::complaint)
                        .filter(said -> !said.isEmpty())
                        .findFirst()
                        .orElse(""),
                usage);
    }

    /** A percentile of the whole of it: the legs' together. */
    public double millis(double percentile) {
        return legs.stream()
                .mapToDouble(leg -> leg.getValueAtPercentile(percentile) / MILLI)
                .sum();
    }

    /** The slowest of the whole of it: the legs' together. */
    public double maxMillis() {
        return legs.stream().mapToDouble(leg -> leg.getMaxValue() / MILLI).sum();
    }
}
