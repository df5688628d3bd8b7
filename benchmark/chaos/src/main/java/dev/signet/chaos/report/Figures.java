package dev.signet.chaos.report;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.DoubleStream;

/** Seconds, as they are published. */
final class Figures {
    private final double[] sorted;

    private Figures(double[] sorted) {
        this.sorted = sorted;
    }

    static Figures of(DoubleStream values) {
        double[] sorted = values.toArray();
        Arrays.sort(sorted);
        return new Figures(sorted);
    }

    double median() {
        int middle = sorted.length / 2;
        return sorted.length == 0
                ? Double.NaN
                : sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    double most() {
        return sorted.length == 0 ? Double.NaN : sorted[sorted.length - 1];
    }

    static String seconds(double value) {
        if (Double.isNaN(value)) {
            return "–";
        }
        return Double.isInfinite(value) ? "never" : String.format(Locale.ROOT, "%.1f", value);
    }
}
