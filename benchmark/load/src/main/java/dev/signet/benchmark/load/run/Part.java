package dev.signet.benchmark.load.run;

import java.util.function.Consumer;

/**
 * A part of a run that can be asked for alone.
 *
 * @param id its name at the command line
 * @param fetches whether it needs programs that must be fetched first
 */
public record Part(String id, String title, boolean fetches, Consumer<Run> work) {}
