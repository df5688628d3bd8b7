package dev.signet.benchmark.load.page;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The targets of the project, against what was measured. */
final class Targets {
    /** The test's p from which on nothing is told. */
    private static final double UNTOLD = 0.01;

    private final Results results;
    private final Holding holding;
    private final int fewestUsers;
    private final int mostUsers;

    Targets(Results results, List<Integer> users) {
        this.results = results;
        this.holding = new Holding(results);
        this.fewestUsers = users.getFirst();
        this.mostUsers = users.getLast();
    }

    List<Target> all() {
        return Stream.concat(speed(), footprint()).toList();
    }

    private Stream<Target> speed() {
        return Stream.of(
                Target.atLeast(
                        "Sign-in by password, throughput over bare Argon2id's: at least 0.85",
                        results.ratio("password-sign-in", "bare-argon2", Line::perSecond),
                        0.85,
                        holding.password()),
                Target.atMost(
                        "Sign-in by SRP, cost over that of its bare arithmetic and signatures: at most 1.5",
                        results.ratio("bare-srp", "srp-sign-in", Line::perSecond),
                        1.5,
                        "",
                        holding.srp()),
                Target.atLeast(
                        "Refresh, throughput over that of a bare route that pays for the same signatures: at least 0.5",
                        refreshOverBare(),
                        0.5,
                        holding.refresh()),
                Target.atLeast(
                        "Refresh, throughput over Keycloak's: at least 3",
                        results.ratio("refresh-beside-keycloak", "keycloak-refresh", Line::perSecond),
                        3,
                        holding.keycloak()),
                Target.atMost(
                        "Sign-in p99 with %,d users over that with %,d: at most 1.2".formatted(mostUsers, fewestUsers),
                        results.ratio("growth-in-turn-large", "growth-in-turn-small", Line::p99Millis),
                        1.2,
                        "",
                        holding.growth(fewestUsers, mostUsers)),
                Target.atMost(
                        "Push to one device, p50 over bare Kafka's: at most 3",
                        results.ratio("push-1", "bare-kafka", Line::p50Millis),
                        3,
                        "",
                        holding.push()),
                Target.atMost(
                        "Push to 1,000 devices, the last one's: at most 1 s",
                        results.line("push-1000").map(Line::maxMillis),
                        1_000,
                        " ms",
                        holding.fanOut()),
                Target.atLeast(
                        "Names that nobody has against names that somebody has, p of Mann and Whitney's test of the times of answers, the least of three calls: at least 0.01",
                        least("password", "srp", "forgot-password"),
                        UNTOLD,
                        holding.hiding(UNTOLD)));
    }

    private Stream<Target> footprint() {
        return Stream.of(
                Target.atMost(
                        "Memory of the largest service at rest: at most 300 MB",
                        largest("idle.megabytes."),
                        300,
                        " MB",
                        holding.memory()),
                Target.atMost(
                        "Memory of the whole suite at rest: at most 1.6 GB",
                        results.fact("idle.megabytes"),
                        1_600,
                        " MB",
                        holding.memory()),
                Target.atMost(
                        "./signet up of a built tree, on an empty data folder: ready within 20 s",
                        results.fact("up.seconds"),
                        20,
                        " s",
                        holding.start("together")),
                Target.atMost(
                        "Start of the slowest service by itself: under 4 s",
                        largest("start.alone."),
                        4,
                        " s",
                        holding.start("alone")));
    }

    /** The route's time for a request and the time of the signatures, one after the other, against a refresh's. */
    private Optional<Double> refreshOverBare() {
        return results.line("refresh")
                .flatMap(refresh -> results.line("bare-route").flatMap(route -> results.line("bare-signatures")
                        .map(signatures ->
                                refresh.perSecond() * (1 / route.perSecond() + 1 / signatures.perSecond()))));
    }

    private Optional<Double> least(String... calls) {
        return Stream.of(calls)
                .map(call -> results.fact("hidden." + call + ".mann-whitney.p"))
                .flatMap(Optional::stream)
                .min(Double::compare);
    }

    private Optional<Double> largest(String prefix) {
        return Stream.of("user-pool", "identity-pool", "sync", "notification")
                .map(service -> results.fact(prefix + service))
                .flatMap(Optional::stream)
                .max(Double::compare);
    }
}
