package dev.signet.benchmark.load.page;

import dev.signet.benchmark.load.suite.Usage;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Results that were never measured. */
final class MadeUp {
    private static final long CALLS = 1_000;

    private MadeUp() {}

    static Results results(Path folder, List<Line> lines, Map<String, Double> facts) {
        Results results = new Results(folder);
        results.keep(new Findings("made-up", "0", "2026-01-01T00:00:00Z", lines, facts));
        return results;
    }

    /** A line whose title is its id. */
    static Line line(String id, double perSecond, double p50Millis, Map<String, Double> cpuMillis) {
        Map<String, Double> seconds = new LinkedHashMap<>();
        cpuMillis.forEach((process, millis) -> seconds.put(process, millis * CALLS / 1_000));
        return new Line(id, id, perSecond, p50Millis, 0, 0, CALLS, 0, "", new Usage(seconds, Map.of()));
    }
}
