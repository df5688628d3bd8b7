package dev.signet.benchmark.load.scenario;

import dev.signet.benchmark.load.generator.Measured;
import dev.signet.benchmark.load.suite.Usage;
import java.util.List;

/**
 * One round of a measurement: what was done and what it took.
 *
 * @param perSecond how often the whole of it was done in a second
 * @param p50Millis of the whole of it: the legs' together
 */
public record Slice(
        double perSecond,
        double p50Millis,
        double p99Millis,
        double maxMillis,
        long completed,
        long errors,
        String complaint,
        Usage usage) {
    /** A round of calls, each of which went through all legs one after the other. */
    public static Slice of(List<Measured> legs, Usage usage) {
        long completed = legs.getLast().completed();
        return new Slice(
                completed / legs.stream().mapToDouble(Measured::seconds).sum(),
                legs.stream().mapToDouble(Measured::p50Millis).sum(),
                legs.stream().mapToDouble(Measured::p99Millis).sum(),
                legs.stream().mapToDouble(Measured::maxMillis).sum(),
                completed,
                legs.stream().mapToLong(Measured::errors).sum(),
                legs.stream()
                        .map(Measured::complaint)
                        .filter(said -> !said.isEmpty())
                        .findFirst()
                        .orElse(""),
                usage);
    }
}
