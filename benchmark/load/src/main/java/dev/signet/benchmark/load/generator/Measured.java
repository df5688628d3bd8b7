package dev.signet.benchmark.load.generator;

import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * What came of a run.
 *
 * @param nanos how long each answer took
 * @param answers the bodies in the order of the requests, if they were asked for; empty where none came
 * @param failed which requests were answered by an error, by their places
 * @param complaint the first answer that was an error, or empty
 */
public record Measured(
        long completed,
        double seconds,
        Histogram nanos,
        long errors,
        List<byte[]> answers,
        List<Integer> failed,
        String complaint) {
    /** A run whose every latency is in the histogram and whose answers nobody reads. */
    public static Measured of(Histogram nanos, double seconds, long errors, String complaint) {
        return new Measured(nanos.getTotalCount(), seconds, nanos, errors, List.of(), List.of(), complaint);
    }

    /** Completed requests per second. */
    public double perSecond() {
        return completed / seconds;
    }

    /** Stops the harness when preparing a scenario went wrong. */
    public Measured requireNoErrors() {
        if (errors > 0) {
            throw new IllegalStateException(errors + " of " + completed + " requests failed: " + complaint);
        }
        return this;
    }
}
