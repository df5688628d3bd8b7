package dev.signet.chaos.nemesis;

import dev.signet.chaos.cluster.Arrears.Drained;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What came back after a fault was healed.
 *
 * @param fault the fault's name
 * @param seconds until each kind of operation succeeded; a kind that did not is missing
 * @param whole seconds until every process was ready again; empty if one was not
 * @param drained how long it took until all that had piled up had arrived; empty if it did not in time
 */
public record Recovery(String fault, Map<Kind, Double> seconds, Optional<Double> whole, Optional<Drained> drained) {
    public Recovery {
        seconds = Map.copyOf(seconds);
    }

    /** Whether every kind of operation works again. */
    public boolean isComplete() {
        return seconds.size() == Kind.values().length;
    }

    /** Seconds until the last kind of operation worked. */
    public double last() {
        return isComplete()
                ? seconds.values().stream()
                        .mapToDouble(Double::doubleValue)
                        .max()
                        .orElse(0)
                : Double.POSITIVE_INFINITY;
    }

    /** Seconds until all that had piled up had arrived. */
    public double drainedAfter() {
        return drained.map(Drained::seconds).orElse(Double.POSITIVE_INFINITY);
    }

    Map<String, ?> details() {
        Map<String, Double> named = seconds.entrySet().stream()
                .collect(Collectors.toMap(entry -> entry.getKey().toString(), entry -> rounded(entry.getValue())));
        return Map.of(
                "seconds",
                named,
                "whole",
                whole.map(Recovery::rounded).orElse(-1.0),
                "drained",
                drained.map(Drained::seconds).orElse(-1.0),
                "piledUp",
                drained.map(Drained::events).orElse(-1L));
    }

    @Override
    public String toString() {
        return Arrays.stream(Kind.values())
                        .filter(seconds::containsKey)
                        .map(kind -> "%s %.1f s".formatted(kind, seconds.get(kind)))
                        .collect(Collectors.joining(", "))
                + whole.map(ready -> ", whole %.1f s".formatted(ready)).orElse(", NOT WHOLE")
                + drained.map(all -> ", drained of %d events %.1f s".formatted(all.events(), all.seconds()))
                        .orElse(", NOT DRAINED");
    }

    private static double rounded(double value) {
        return Math.round(value * 1_000) / 1_000.0;
    }
}
