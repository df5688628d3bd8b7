package dev.signet.benchmark.load.run;

import dev.signet.benchmark.load.page.Line;
import dev.signet.benchmark.load.scenario.Slice;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;

/** What a person sees while the benchmarks run. */
public final class Progress {
    private static final String BOLD = "\u001b[1m";
    private static final String DIM = "\u001b[2m";
    private static final String PLAIN = "\u001b[0m";
    private static final String CLEAR = "\r\u001b[K";

    private final PrintStream out;
    private final boolean terminal;

    public Progress(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    /** A chapter begins. */
    public void chapter(String title) {
        out.println();
        out.println(terminal ? BOLD + title + PLAIN : title);
    }

    /** Something is under way; the next word takes its place. */
    public void now(String what) {
        if (terminal) {
            out.print(CLEAR + "  " + DIM + what + " ..." + PLAIN);
            out.flush();
        }
    }

    /** A round is done. */
    public void round(String title, int round, int rounds, Slice slice) {
        now(String.format(Locale.ROOT, "%s, round %d of %d: %s/s", title, round, rounds, number(slice.perSecond())));
    }

    /** A measurement is done. */
    public void done(Line line) {
        done(String.format(
                Locale.ROOT,
                "%-50s %9s/s   p50 %8s   p99 %8s   errors %d",
                line.title(),
                number(line.perSecond()),
                millis(line.p50Millis()),
                millis(line.p99Millis()),
                line.errors()));
        if (line.errors() > 0) {
            done("  " + line.complaint());
        }
        StringBuilder used = new StringBuilder();
        for (Map.Entry<String, Double> part : line.usage().cpu().entrySet()) {
            long bytes = line.usage().memory().getOrDefault(part.getKey(), 0L);
            used.append(String.format(Locale.ROOT, "%s %.2f s %d MB · ", part.getKey(), part.getValue(), bytes >> 20));
        }
        out.println("      " + (terminal ? DIM + used + PLAIN : used));
    }

    /** Something could not be measured. */
    public void failed(String what, RuntimeException failure) {
        out.println((terminal ? CLEAR : "") + what + " stopped: " + failure.getMessage());
    }

    /** Something is done. */
    public void done(String what) {
        out.println((terminal ? CLEAR : "") + "  " + what);
    }

    public static String number(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.2f" : value < 100 ? "%.1f" : "%,.0f", value);
    }

    public static String millis(double value) {
        return String.format(Locale.ROOT, value < 10 ? "%.2f ms" : value < 100 ? "%.1f ms" : "%,.0f ms", value);
    }
}
