package dev.signet.chaos.report;

import static dev.signet.chaos.report.Figures.seconds;

import dev.signet.chaos.cluster.Arrears.Drained;
import dev.signet.chaos.nemesis.Kind;
import dev.signet.chaos.nemesis.Recovery;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** How long it took after each fault until all worked again, over all rounds. */
final class RecoveryTable {
    private final List<Recovery> all;

    RecoveryTable(List<Recovery> all) {
        this.all = all;
    }

    String text() {
        Map<String, List<Recovery>> byFault =
                all.stream().collect(Collectors.groupingBy(Recovery::fault, TreeMap::new, Collectors.toList()));
        Figures last = Figures.of(all.stream().mapToDouble(Recovery::last));
        String kinds = Arrays.stream(Kind.values()).map(Kind::toString).collect(Collectors.joining(" | "));
        List<String> rows = new ArrayList<>();
        byFault.forEach((fault, times) -> rows.add(row(fault, times)));
        rows.add(row("**all**", all));
        return """
                ## Recovery

                Seconds from the moment a fault was healed (what was killed is not healed, but started again by its
                supervisor) until each kind of operation succeeded from end to end, the longest of all times the fault was
                struck; then until all of them had, and until every process was ready again. Over all faults the median is
                **%s s** (goal: under 10) and the longest **%s s** (goal: under 30).

                Backlog: the most events that were waiting in the outboxes at that moment; and the seconds, from the same moment
                and while the load goes on, until all of these had been sent, all that was in Kafka then handled by each of its
                consumers, and all pushes that waited then taken by the push service. A push that a killed process had taken on
                waits until its claim of 30 s has ended.

                | fault | times | %s | all: median | all: longest | every process: longest | backlog: events | drained: median | drained: longest |
                |---|---:|%s---:|---:|---:|---:|---:|---:|
                """.formatted(seconds(last.median()), seconds(last.most()), kinds, "---:|".repeat(Kind.values().length))
                + String.join("", rows)
                + "\n";
    }

    private static String row(String fault, Collection<Recovery> times) {
        String kinds = Arrays.stream(Kind.values())
                .map(kind -> seconds(Figures.of(times.stream()
                                .mapToDouble(time -> time.seconds().getOrDefault(kind, Double.POSITIVE_INFINITY)))
                        .most()))
                .collect(Collectors.joining(" | "));
        Figures last = Figures.of(times.stream().mapToDouble(Recovery::last));
        Figures whole =
                Figures.of(times.stream().mapToDouble(time -> time.whole().orElse(Double.POSITIVE_INFINITY)));
        Figures drained = Figures.of(times.stream().mapToDouble(Recovery::drainedAfter));
        long events = times.stream()
                .flatMap(time -> time.drained().stream())
                .mapToLong(Drained::events)
                .max()
                .orElse(0);
        return "| %s | %d | %s | %s | %s | %s | %d | %s | %s |\n"
                .formatted(
                        fault,
                        times.size(),
                        kinds,
                        seconds(last.median()),
                        seconds(last.most()),
                        seconds(whole.most()),
                        events,
                        seconds(drained.median()),
                        seconds(drained.most()));
    }
}
