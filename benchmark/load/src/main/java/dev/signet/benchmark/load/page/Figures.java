package dev.signet.benchmark.load.page;

import java.util.Locale;

/** How figures read on the page. */
final class Figures {
    private Figures() {}

    /** Three digits, or all before the point. */
    static String number(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%,.0f", value);
    }
}
