package dev.signet.benchmark.load.generator;

import java.util.List;

/**
 * What came of a run.
 *
 * @param answers the bodies in the order of the requests, if they were asked for; empty where none came
 * @param failed which requests were answered by an error, by their places
 * @param complaint the first answer that was an error, or empty
 */
public record Measured(
        long completed,
        double seconds,
        double p50Millis,
        double p99Millis,
        double maxMillis,
        long errors,
        List<byte[]> answers,
        List<Integer> failed,
        String complaint) {
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
