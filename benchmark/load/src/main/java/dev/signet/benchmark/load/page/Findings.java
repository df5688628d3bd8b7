package dev.signet.benchmark.load.page;

import java.util.List;
import java.util.Map;

/**
 * What a part of a run found.
 *
 * @param part the part's name at the command line
 * @param commit the commit that was measured
 * @param date when, in ISO 8601
 * @param lines its measurements
 * @param facts single figures, by name
 */
public record Findings(String part, String commit, String date, List<Line> lines, Map<String, Double> facts) {}
