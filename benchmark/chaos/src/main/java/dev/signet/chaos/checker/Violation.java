package dev.signet.chaos.checker;

import dev.signet.chaos.history.Entry;
import java.util.List;

/** One breach, with the lines of the history that show it. */
public record Violation(String what, List<Entry> evidence) {}
