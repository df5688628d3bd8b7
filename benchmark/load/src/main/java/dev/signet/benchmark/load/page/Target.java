package dev.signet.benchmark.load.page;

import java.util.Locale;
import java.util.Optional;

/**
 * What the project wants to reach, and what was measured.
 *
 * @param aim in words
 * @param measured empty where the part that measures it did not run
 * @param holding what holds it where it is missed; a profile backs it
 */
record Target(String aim, Optional<Double> measured, double limit, boolean atLeast, String unit, String holding) {
    static Target atLeast(String aim, Optional<Double> measured, double limit, String holding) {
        return new Target(aim, measured, limit, true, "", holding);
    }

    static Target atMost(String aim, Optional<Double> measured, double limit, String unit, String holding) {
        return new Target(aim, measured, limit, false, unit, holding);
    }

    private boolean isMet(double value) {
        return atLeast ? value >= limit : value <= limit;
    }

    /** A row of the table. */
    String row() {
        String value = measured.map(found -> String.format(Locale.ROOT, "%.2f%s", found, unit))
                .orElse("not measured");
        String verdict = measured.map(found -> isMet(found) ? "met" : "missed").orElse("-");
        return "| " + aim + " | " + value + " | " + verdict + " |";
    }

    /** What holds it, if it is missed and known. */
    Optional<String> explanation() {
        return measured.filter(found -> !isMet(found) && !holding.isEmpty()).map(_ -> "- " + aim + ": " + holding);
    }
}
