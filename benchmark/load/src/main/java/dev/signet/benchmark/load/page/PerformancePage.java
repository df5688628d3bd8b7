package dev.signet.benchmark.load.page;

import static dev.signet.benchmark.load.page.Figures.number;

import dev.signet.benchmark.load.growth.GrowingPool;
import dev.signet.benchmark.load.hiding.HiddenNames;
import dev.signet.benchmark.load.run.Options;
import dev.signet.benchmark.load.run.WarmUp;
import dev.signet.benchmark.load.suite.Machine;
import dev.signet.benchmark.load.suite.Processors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The page with all results. */
public final class PerformancePage {
    private static final String HEAD = """
            # Performance

            Written by `./signet bench`; every figure was measured by that run, on this machine:

            - %s
            - %s; commit %s
            - %d rounds of %s s each beside %d connections, medians of the rounds; users are drawn with seed %s

            Limits and peers ran in the same run as what they stand beside. Ratios carry over to other machines, absolute
            figures do not.
            """;

    private static final String METHOD = """
            ## How it is measured

            - The suite is the one that `./signet up` starts, on a data folder of its own; `fsync` and `synchronous_commit` are
              on. All calls go through its gateway. Rate quotas are counted but high, and an identity may have 2,000 devices and datasets.
            - Calls are made and signed before the clock runs and sent by Hyperfoil, each connection's next one as soon as the
              one before is answered. The answers' latencies are Hyperfoil's. %s
            - A scenario and its limits run in turn, round by round. Before that each is warmed up for at least %s s, and then
              until %s s of it differ by less than %s %% from the %s s before them, for %s s at most; a bare computation for a
              sixth of either. For refreshing, which comes first, and what stands beside it both times are three times as long;
              each size of what grows is warmed up for %s s.
            - Not in turn, but within the same run: the bare route beside GetUser and ListRecords, bare Kafka beside more than
              one device, and cognito-local. A bare computation has as many calls under way as there are processors, all others
              as many as there are connections: a p50 beside a bare one holds the wait for a processor as well.
            - A p50 and a throughput are medians of the rounds. A p99 is that of the calls of all rounds together. Sign-ins
              to the largest pool in turn with one of the smallest have rounds that last %d times as long, so that it stands
              on enough of them.
            - A call in two legs (SRP, identity and credentials) is sent leg by leg, all first legs and then all second ones; what
              the client computes in between is not measured. Its latency is that of both legs together.
            - CPU and memory are those of `/proc`: resident memory of a process, and for PostgreSQL with its children what they
              share counted once.
            - Bare Argon2id, the bare signatures and the bare arithmetic of SRP (three powers modulo the group's 3,072-bit prime
              with 256-bit exponents) run in the generator's process, on as many threads as there are processors.
            - The bare route is a Quarkus application with the services' JVM options and connection pool; it is asked without a
              gateway.
            - A push is timed from the moment at which the writer has its acknowledgement to the event on the device's
              connection. One write is under way at a time: the next one is read, signed and sent when all devices have had it.
            - Bare Kafka is the suite's own, by one producer (acks=all) and one consumer in the generator's process. A message is
              timed from its sending to its receipt. One is under way at a time, and sent as often as the round of pushes to
              one device before it had a write; its throughput is that pace, and no limit of Kafka's.
            - Names that nobody has are asked for in random order among names that somebody has, one call at a time, %d of each;
              the sign-ins by password bring a wrong one.
            - A pool of many users is filled by PostgreSQL: rows that are copies of a user made through the API, with names, subs
              and addresses of their own in every index, and the first one's password, so that any of them can sign in.
            - Keycloak %s runs in production mode on the same PostgreSQL with its default password hashing (Argon2id with 7 MB
              and 5 passes, where Signet takes 19 MB and 2). cognito-local keeps passwords in clear and data in files.
            """;

    private final Options options;
    private final Results results;

    private PerformancePage(Options options, Results results) {
        this.options = options;
        this.results = results;
    }

    /** Writes the page. */
    public static void write(Options options, Results results) {
        try {
            Files.createDirectories(options.page().getParent());
            Files.writeString(options.page(), new PerformancePage(options, results).text());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String text() {
        return Stream.of(
                        head(),
                        targets(),
                        new Comparisons(results).section(),
                        measurements(
                                "Scenarios",
                                line -> !isLimit(line) && !line.id().startsWith("growth-")),
                        measurements("Limits and peers", PerformancePage::isLimit),
                        measurements("Growth", line -> line.id().startsWith("growth-")),
                        facts(),
                        processes("CPU seconds of each process in a round", false),
                        processes("Memory of each process after a round, in MB", true),
                        method())
                .filter(section -> !section.isEmpty())
                .collect(Collectors.joining("\n"));
    }

    private String head() {
        Collection<Findings> parts = results.parts().values();
        return HEAD.formatted(
                Machine.description(),
                span(parts.stream().map(Findings::date).collect(Collectors.toCollection(TreeSet::new))),
                parts.stream().map(Findings::commit).distinct().collect(Collectors.joining(", ")),
                options.sizes().rounds(),
                number(options.sizes().time().toMillis() / 1000.0),
                options.sizes().connections(),
                results.fact("seed.growth")
                        .map(seed -> String.valueOf(seed.longValue()))
                        .orElse("-"));
    }

    private static String span(TreeSet<String> dates) {
        return dates.isEmpty() ? "-" : dates.first() + " to " + dates.last();
    }

    private String targets() {
        List<Target> all = new Targets(results, options.users()).all();
        String rows = all.stream().map(Target::row).collect(Collectors.joining("\n"));
        String missed =
                all.stream().flatMap(target -> target.explanation().stream()).collect(Collectors.joining("\n"));
        return "## Targets\n\n| target | measured | |\n|---|---:|---|\n" + rows + "\n"
                + (missed.isEmpty() ? "" : "\nWhat holds those that are missed:\n\n" + missed + "\n");
    }

    private static boolean isLimit(Line line) {
        return line.id().startsWith("bare-")
                || line.id().startsWith("keycloak-")
                || line.id().startsWith("cognito-local-");
    }

    private String measurements(String title, java.util.function.Predicate<Line> which) {
        String rows = lines().filter(which)
                .map(line -> String.format(
                        Locale.ROOT,
                        "| %s | %s | %s | %s | %s | %d | %s |",
                        line.title(),
                        number(line.perSecond()),
                        number(line.p50Millis()),
                        number(line.p99Millis()),
                        number(line.maxMillis()),
                        line.errors(),
                        number(line.serverCpuMillis())))
                .collect(Collectors.joining("\n"));
        return rows.isEmpty()
                ? ""
                : "## " + title
                        + "\n\n| | per second | p50 ms | p99 ms | slowest ms | errors | CPU ms of all servers per call |\n"
                        + "|---|---:|---:|---:|---:|---:|---:|\n" + rows + "\n";
    }

    private String facts() {
        Map<String, Double> all = new TreeMap<>();
        results.parts().values().forEach(found -> all.putAll(found.facts()));
        all.remove("seed.growth");
        String rows = all.entrySet().stream()
                .map(fact -> "| " + fact.getKey() + " | " + number(fact.getValue()) + " |")
                .collect(Collectors.joining("\n"));
        return rows.isEmpty() ? "" : "## Starting, at rest, and other figures\n\n| | |\n|---|---:|\n" + rows + "\n";
    }

    private String processes(String title, boolean memory) {
        Set<String> parts = lines().flatMap(line -> line.usage().cpu().keySet().stream())
                .collect(Collectors.toCollection(java.util.LinkedHashSet::new));
        String rows = lines().map(line -> "| " + line.title() + " | "
                        + parts.stream().map(part -> cell(line, part, memory)).collect(Collectors.joining(" | "))
                        + " |")
                .collect(Collectors.joining("\n"));
        return rows.isEmpty()
                ? ""
                : "## " + title + "\n\n| | " + String.join(" | ", parts) + " |\n|---|" + "---:|".repeat(parts.size())
                        + "\n" + rows + "\n";
    }

    private static String cell(Line line, String part, boolean memory) {
        if (!line.usage().cpu().containsKey(part)) {
            return "";
        }
        return memory
                ? String.valueOf(line.usage().memory().getOrDefault(part, 0L) >> 20)
                : number(line.usage().cpu().getOrDefault(part, 0.0));
    }

    private String method() {
        Duration usual = options.sizes().warmUp();
        WarmUp warmUp = WarmUp.untilSettled(usual);
        long window = WarmUp.SLICE.toSeconds() * WarmUp.WINDOW;
        return METHOD.formatted(
                Processors.description(),
                warmUp.least().toSeconds(),
                window,
                Math.round(WarmUp.NEAR * 100),
                window,
                warmUp.most().toSeconds(),
                usual.dividedBy(3).toSeconds(),
                GrowingPool.SIGN_INS_LONGER,
                HiddenNames.ROUNDS * options.sizes().users(),
                "26.7.3");
    }

    private Stream<Line> lines() {
        return results.parts().values().stream().flatMap(found -> found.lines().stream());
    }
}
