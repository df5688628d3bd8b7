package dev.signet.local;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;

/** What the person at the terminal sees while the suite starts, runs and stops. */
public final class Console {
    private final PrintStream out;
    private final Instant start = Instant.now();

    public Console(PrintStream out) {
        this.out = out;
    }

    /** One step that is done. */
    public void done(String what) {
        long millis = Duration.between(start, Instant.now()).toMillis();
        out.printf("  %5.1f s  %s%n", millis / 1000.0, what);
        out.flush();
    }

    public void say(String line) {
        out.println(line);
        out.flush();
    }
}
