package dev.signet.local.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;

/** Tells the story on a terminal: chapters, steps with the time each took, and what came of them. */
final class Narrator {
    private final PrintStream out;
    private final boolean colour;
    private int steps;

    Narrator(PrintStream out, boolean colour) {
        this.out = out;
        this.colour = colour;
    }

    void chapter(String title) {
        out.println();
        out.println(paint("1", title));
    }

    /** Does one step, and says what was done and how long it took. */
    <T> T step(String what, Callable<T> deed) throws Exception {
        Instant start = Instant.now();
        try {
            T outcome = deed.call();
            steps++;
            out.println("  " + paint("32", "✓") + " " + padded(what) + paint("2", took(start)));
            return outcome;
        } catch (Exception e) {
            out.println("  " + paint("31", "✗") + " " + padded(what) + paint("2", took(start)));
            throw e;
        }
    }

    void detail(String name, Object value) {
        out.println("      " + paint("2", name + ": ") + value);
    }

    void end(Duration total) {
        out.println();
        out.println(paint("1;32", "The story works: %d steps in %.1f s.".formatted(steps, total.toMillis() / 1000.0)));
    }

    private static String padded(String what) {
        return "%-66s ".formatted(what);
    }

    private static String took(Instant start) {
        double millis = Duration.between(start, Instant.now()).toNanos() / 1e6;
        return String.format(Locale.ROOT, "%8.1f ms", millis);
    }

    private String paint(String code, String text) {
        return colour ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
