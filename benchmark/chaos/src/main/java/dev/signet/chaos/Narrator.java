package dev.signet.chaos;

import dev.signet.chaos.report.RoundResult;
import java.io.PrintStream;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.stream.Collectors;

/** Tells a person at the terminal what is going on. */
final class Narrator {
    private final PrintStream out;

    Narrator(PrintStream out) {
        this.out = out;
    }

    void say(String line) {
        out.printf("%s  %s%n", LocalTime.now().truncatedTo(ChronoUnit.SECONDS), line);
        out.flush();
    }

    /** What the nemesis does: what it strikes and how it ended; the steps between are in the history. */
    void fault(String fault, String phase, Map<String, ?> details) {
        switch (phase) {
            case "strike" -> say("%-16s %s".formatted(fault, words(details)));
            case "recovered" -> say("%-16s back: %s".formatted("", details.get("text")));
            default -> {
                if (!details.isEmpty()) {
                    say("%-16s %s".formatted("", words(details)));
                }
            }
        }
    }

    void verdict(RoundResult result) {
        out.println(result.verdict().text());
        result.violations().forEach(violation -> say("! " + violation));
        result.late().forEach(what -> say("late: " + what));
        result.drained()
                .ifPresent(time ->
                        say("Nothing was on its way %.1f s after the load ended.".formatted(time.toMillis() / 1e3)));
        boolean inTime = result.late().isEmpty() && result.drained().isPresent();
        say("Round " + result.seed() + (result.kept() ? ": all was kept" : ": NOT ALL WAS KEPT")
                + (inTime ? "." : ", and not all in time."));
    }

    private static String words(Map<String, ?> details) {
        return details.entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
    }
}
