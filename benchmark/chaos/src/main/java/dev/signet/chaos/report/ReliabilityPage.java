package dev.signet.chaos.report;

import static dev.signet.chaos.report.Figures.seconds;

import dev.signet.chaos.checker.Counts;
import dev.signet.chaos.checker.Result;
import dev.signet.chaos.checker.Violation;
import dev.signet.chaos.nemesis.Kind;
import dev.signet.chaos.nemesis.Recovery;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** The page {@code docs/reliability.md}. */
public final class ReliabilityPage {
    private static final int SHOWN_BREACHES = 20;

    private final List<RoundResult> rounds;

    public ReliabilityPage(List<RoundResult> rounds) {
        this.rounds = List.copyOf(rounds);
    }

    /** The page as Markdown. */
    public String text(LocalDate date) {
        return head(date) + kept() + recoveries() + invariants();
    }

    private String head(LocalDate date) {
        Duration time = rounds.stream().map(RoundResult::time).reduce(Duration.ZERO, Duration::plus);
        String seeds =
                rounds.stream().map(round -> String.valueOf(round.seed())).collect(Collectors.joining(", "));
        return """
                # Reliability

                Written by `./signet chaos`, which breaks the running suite while clients use it and proves from the history of
                what they asked and were answered that the suite kept its word. Do not edit: every figure was measured.

                %s, on %s. Two processes of each service; load generator, gateway, PostgreSQL, Kafka and Redis
                on the same machine. %d round%s, %d minutes of load and faults; seed%s %s.

                """.formatted(
                        date,
                        Machine.words(),
                        rounds.size(),
                        rounds.size() == 1 ? "" : "s",
                        time.toMinutes(),
                        rounds.size() == 1 ? "" : "s",
                        seeds);
    }

    private String kept() {
        Figures drained = Figures.of(rounds.stream()
                .mapToDouble(round ->
                        round.drained().map(each -> each.toMillis() / 1e3).orElse(Double.POSITIVE_INFINITY)));
        List<String> rows = new ArrayList<>(List.of(
                row("operations", sum(Counts::operations), ""),
                row("acknowledged", sum(Counts::acknowledged), ""),
                row("refused", sum(Counts::refused), ""),
                row("of unknown end (timeouts, broken connections, 5xx)", sum(Counts::unknown), ""),
                row("pushes received", sum(Counts::pushes), ""),
                row("acknowledged writes lost", sum(Counts::lost), "0"),
                row("stale counts accepted", sum(Counts::staleAccepts), "0"),
                row("half batches", sum(Counts::halfBatches), "0"),
                row("double redemptions", sum(Counts::doubleRedemptions), "0"),
                row("never notified", sum(Counts::neverNotified), "0"),
                row("pushes of a count that the device had been told", sum(Counts::duplicates), "")));
        rows.add(row("seconds to drain the backlog after the faults", seconds(drained.most()), "under 60"));
        rows.add(
                row("breaches of the invariants below, all together", breaches().count(), "0"));
        rows.add(row("what else the faults found wrong", count(RoundResult::violations), "0"));
        rows.add(row("what came back later than after 60 s", count(RoundResult::late), "0"));
        return "## What was kept\n\n| | | goal |\n|---|---:|---:|\n" + String.join("", rows) + "\n"
                + rounds.stream()
                        .flatMap(round -> Stream.concat(round.violations().stream(), round.late().stream()))
                        .map(violation -> "- " + violation + "\n")
                        .collect(Collectors.joining())
                + "\n";
    }

    private String recoveries() {
        Map<String, List<Recovery>> byFault = rounds.stream()
                .flatMap(round -> round.recoveries().stream())
                .collect(Collectors.groupingBy(Recovery::fault, TreeMap::new, Collectors.toList()));
        Figures all = Figures.of(byFault.values().stream().flatMap(List::stream).mapToDouble(Recovery::last));
        String kinds = Arrays.stream(Kind.values()).map(Kind::toString).collect(Collectors.joining(" | "));
        return """
                ## Recovery

                Seconds from the moment a fault was healed (what was killed is not healed, but started again by its
                supervisor) until each kind of operation succeeded from end to end, the longest of all times the fault was
                struck; then until all of them had, and until every process was ready again. Over all faults the median is
                **%s s** (goal: under 10) and the longest **%s s** (goal: under 30).

                | fault | times | %s | all: median | all: longest | every process: longest |
                |---|---:|%s---:|---:|---:|
                """.formatted(seconds(all.median()), seconds(all.most()), kinds, "---:|".repeat(Kind.values().length))
                + byFault.entrySet().stream()
                        .map(entry -> recovery(entry.getKey(), entry.getValue()))
                        .collect(Collectors.joining())
                + "\n";
    }

    private static String recovery(String fault, List<Recovery> times) {
        String kinds = Arrays.stream(Kind.values())
                .map(kind -> seconds(Figures.of(times.stream()
                                .mapToDouble(time -> time.seconds().getOrDefault(kind, Double.POSITIVE_INFINITY)))
                        .most()))
                .collect(Collectors.joining(" | "));
        Figures last = Figures.of(times.stream().mapToDouble(Recovery::last));
        DoubleStream whole = times.stream().mapToDouble(time -> time.whole().orElse(Double.POSITIVE_INFINITY));
        return "| %s | %d | %s | %s | %s | %s |\n"
                .formatted(
                        fault,
                        times.size(),
                        kinds,
                        seconds(last.median()),
                        seconds(last.most()),
                        seconds(Figures.of(whole).most()));
    }

    private String invariants() {
        Map<String, List<Result>> byRule = rounds.stream()
                .flatMap(round -> round.verdict().results().stream())
                .collect(Collectors.groupingBy(
                        result -> result.invariant().number() + "/" + result.rule(),
                        LinkedHashMap::new,
                        Collectors.toList()));
        return """
                ## Invariants

                Each is a function of the history (`benchmark/chaos`, package `checker`), and was itself proven against servers
                that break it.

                | | invariant | rule | facts checked | violations |
                |---:|---|---|---:|---:|
                """
                + byRule.values().stream().map(ReliabilityPage::invariant).collect(Collectors.joining())
                + breaches()
                        .limit(SHOWN_BREACHES)
                        .map(breach -> "\n- " + breach.what() + "\n")
                        .collect(Collectors.joining());
    }

    private Stream<Violation> breaches() {
        return rounds.stream()
                .flatMap(round -> round.verdict().results().stream())
                .flatMap(result -> result.violations().stream());
    }

    private static String invariant(List<Result> results) {
        Result first = results.getFirst();
        boolean applies = results.stream().anyMatch(result -> result.status() != Result.Status.NOT_APPLICABLE);
        return "| %d | %s | %s | %s | %s |\n"
                .formatted(
                        first.invariant().number(),
                        first.invariant().title(),
                        first.rule(),
                        applies
                                ? grouped(results.stream()
                                        .mapToLong(Result::checked)
                                        .sum())
                                : "does not apply",
                        applies
                                ? grouped(results.stream()
                                        .mapToLong(result -> result.violations().size())
                                        .sum())
                                : "–");
    }

    private long sum(ToLongFunction<Counts> figure) {
        return rounds.stream()
                .map(round -> round.verdict().counts())
                .mapToLong(figure)
                .sum();
    }

    private long count(Function<RoundResult, List<String>> findings) {
        return rounds.stream().mapToLong(round -> findings.apply(round).size()).sum();
    }

    private static String row(String what, long figure, String goal) {
        return row(what, grouped(figure), goal);
    }

    private static String row(String what, String figure, String goal) {
        return "| %s | %s | %s |\n".formatted(what, figure, goal);
    }

    private static String grouped(long figure) {
        return String.format(Locale.ROOT, "%,d", figure);
    }
}
