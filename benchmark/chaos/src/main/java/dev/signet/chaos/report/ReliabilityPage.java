package dev.signet.chaos.report;

import static dev.signet.chaos.report.Figures.seconds;

import dev.signet.chaos.checker.Counts;
import dev.signet.chaos.checker.Result;
import dev.signet.chaos.checker.Violation;
import dev.signet.chaos.nemesis.Race;
import dev.signet.chaos.nemesis.Recovery;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The page {@code docs/reliability.md}. */
public final class ReliabilityPage {
    private static final int SHOWN_BREACHES = 20;

    private final List<RoundResult> rounds;
    private final String commit;

    public ReliabilityPage(List<RoundResult> rounds, String commit) {
        this.rounds = List.copyOf(rounds);
        this.commit = commit;
    }

    /** The page as Markdown. */
    public String text(LocalDate date) {
        return head(date) + kept() + new RecoveryTable(recoveries()).text() + races() + invariants();
    }

    private String head(LocalDate date) {
        Duration time = rounds.stream().map(RoundResult::time).reduce(Duration.ZERO, Duration::plus);
        return """
                # Reliability

                Written by `./signet chaos`, which breaks the running suite while clients use it and proves from the history of
                what they asked and were answered that the suite kept its word. Do not edit: every figure was measured.

                %s, commit %s, on %s. Two processes of each service; load generator, gateway, PostgreSQL, Kafka and Redis
                on the same machine. %s, %d minutes of load; in these, faults were struck %s in all.

                """.formatted(
                                date,
                                commit,
                                Machine.words(),
                                many(rounds.size(), "round"),
                                time.toMinutes(),
                                many(recoveries().size(), "time"))
                + "| seed | minutes | faults | operations | breaches | found wrong besides | late |\n"
                + "|---:|---:|---:|---:|---:|---:|---:|\n"
                + rounds.stream().map(ReliabilityPage::round).collect(Collectors.joining())
                + "\n";
    }

    private static String many(long number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private static String round(RoundResult round) {
        return "| %d | %d | %d | %s | %d | %d | %d |\n"
                .formatted(
                        round.seed(),
                        round.time().toMinutes(),
                        round.recoveries().size(),
                        grouped(round.verdict().counts().operations()),
                        breaches(round).count(),
                        round.violations().size(),
                        round.late().size());
    }

    private List<Recovery> recoveries() {
        return rounds.stream().flatMap(round -> round.recoveries().stream()).toList();
    }

    private String kept() {
        Figures atEnd = Figures.of(rounds.stream()
                .mapToDouble(round ->
                        round.drained().map(each -> each.toMillis() / 1e3).orElse(Double.POSITIVE_INFINITY)));
        Figures underLoad = Figures.of(recoveries().stream().mapToDouble(Recovery::drainedAfter));
        List<String> rows = new ArrayList<>(List.of(
                row("operations", sum(Counts::operations), ""),
                row("acknowledged", sum(Counts::acknowledged), ""),
                row("refused", sum(Counts::refused), ""),
                row("of unknown end (timeouts, broken connections, 5xx)", sum(Counts::unknown), ""),
                row("pushes received over live connections", sum(ReliabilityPage::live), ""),
                row("pushes received by the push service", sum(Counts::pushesByService), ""),
                row("acknowledged writes lost", sum(Counts::lost), "0"),
                row("stale counts accepted", sum(Counts::staleAccepts), "0"),
                row("half batches", sum(Counts::halfBatches), "0"),
                row("double redemptions", sum(Counts::doubleRedemptions), "0"),
                row("never notified", sum(Counts::neverNotified), "0"),
                row("pushes of a count that the device had been told", sum(Counts::duplicates), "")));
        rows.add(row(
                "seconds until what had piled up had arrived, the longest after any fault (load goes on)",
                seconds(underLoad.most()),
                "under 60"));
        rows.add(row(
                "seconds until nothing was on its way, the longest at the end of a round (no load)",
                seconds(atEnd.most()),
                "under 60"));
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

    private static long live(Counts counts) {
        return counts.pushes() - counts.pushesByService();
    }

    private String races() {
        Map<String, List<Race>> byName = rounds.stream()
                .flatMap(round -> round.races().stream())
                .collect(Collectors.groupingBy(Race::name, TreeMap::new, Collectors.toList()));
        return """
                ## Races

                Calls at the same moment of which one may succeed, or none. Codes and the proofs of a challenge are raced by the
                load too, and judged from the history.

                | race | what was raced | times | calls | succeeded | of unknown end | may succeed each time |
                |---|---|---:|---:|---:|---:|---:|
                """ + byName.values().stream().map(ReliabilityPage::race).collect(Collectors.joining()) + "\n";
    }

    private static String race(List<Race> times) {
        Race first = times.getFirst();
        return "| %s | %s | %d | %s | %s | %s | %d |\n"
                .formatted(
                        first.name(),
                        first.raced(),
                        times.size(),
                        grouped(times.stream().mapToLong(Race::calls).sum()),
                        grouped(times.stream().mapToLong(Race::won).sum()),
                        grouped(times.stream().mapToLong(Race::unknown).sum()),
                        first.most());
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
                that break it. Where a rule lets pass what the invariant, taken at its word, does not, the table says so.

                | | invariant | rule | facts checked | violations | what passes |
                |---:|---|---|---:|---:|---|
                """
                + byRule.values().stream().map(ReliabilityPage::invariant).collect(Collectors.joining())
                + breaches()
                        .limit(SHOWN_BREACHES)
                        .map(breach -> "\n- " + breach.what() + "\n")
                        .collect(Collectors.joining());
    }

    private Stream<Violation> breaches() {
        return rounds.stream().flatMap(ReliabilityPage::breaches);
    }

    private static Stream<Violation> breaches(RoundResult round) {
        return round.verdict().results().stream().flatMap(result -> result.violations().stream());
    }

    private static String invariant(List<Result> results) {
        Result first = results.getFirst();
        boolean applies = results.stream().anyMatch(result -> result.status() != Result.Status.NOT_APPLICABLE);
        return "| %d | %s | %s | %s | %s | %s |\n"
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
                                : "–",
                        first.allowed());
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
