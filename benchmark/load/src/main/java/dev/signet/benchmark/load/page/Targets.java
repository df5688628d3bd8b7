package dev.signet.benchmark.load.page;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/** The targets of the project, against what was measured. */
final class Targets {
    private final Results results;
    private final int fewestUsers;
    private final int mostUsers;

    Targets(Results results, List<Integer> users) {
        this.results = results;
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
                        ratio("password-sign-in", "bare-argon2", Line::perSecond),
                        0.85,
                        Holding.PASSWORD),
                Target.atMost(
                        "Sign-in by SRP, cost over that of its bare arithmetic and signatures: at most 1.5",
                        ratio("bare-srp", "srp-sign-in", Line::perSecond),
                        1.5,
                        "",
                        Holding.SRP),
                Target.atLeast(
                        "Refresh, throughput over that of a bare route that pays for the same signatures: at least 0.5",
                        refreshOverBare(),
                        0.5,
                        Holding.REFRESH),
                Target.atLeast(
                        "Refresh, throughput over Keycloak's: at least 3",
                        ratio("refresh", "keycloak-refresh", Line::perSecond),
                        3,
                        Holding.KEYCLOAK),
                Target.atMost(
                        "Sign-in p99 with %,d users over that with %,d: at most 1.2".formatted(mostUsers, fewestUsers),
                        ratio("growth-sign-in-" + mostUsers, "growth-sign-in-" + fewestUsers, Line::p99Millis),
                        1.2,
                        "",
                        Holding.GROWTH),
                Target.atMost(
                        "Push to one device, p50 over bare Kafka's: at most 3",
                        ratio("push-1", "bare-kafka", Line::p50Millis),
                        3,
                        "",
                        Holding.PUSH),
                Target.atMost(
                        "Push to 1,000 devices, the last one's: at most 1 s",
                        results.line("push-1000").map(Line::maxMillis),
                        1_000,
                        " ms",
                        Holding.FAN_OUT),
                Target.atLeast(
                        "Names that nobody has against names that somebody has, p of Mann and Whitney's test of the times of answers, the least of three calls: at least 0.01",
                        least("password", "srp", "forgot-password"),
                        0.01,
                        Holding.HIDING));
    }

    private Stream<Target> footprint() {
        return Stream.of(
                Target.atMost(
                        "Memory of the largest service at rest: at most 300 MB",
                        largest("idle.megabytes."),
                        300,
                        " MB",
                        Holding.MEMORY),
                Target.atMost(
                        "Memory of the whole suite at rest: at most 1.6 GB",
                        results.fact("idle.megabytes"),
                        1_600,
                        " MB",
                        Holding.MEMORY),
                Target.atMost(
                        "./signet up of a built tree, on an empty data folder: ready within 20 s",
                        results.fact("up.seconds"),
                        20,
                        " s",
                        Holding.START),
                Target.atMost(
                        "Start of the slowest service by itself: under 4 s",
                        largest("start.alone."),
                        4,
                        " s",
                        Holding.START));
    }

    /** The route's time for a request and the time of the signatures, one after the other, against a refresh's. */
    private Optional<Double> refreshOverBare() {
        return results.line("refresh")
                .flatMap(refresh -> results.line("bare-route").flatMap(route -> results.line("bare-signatures")
                        .map(signatures ->
                                refresh.perSecond() * (1 / route.perSecond() + 1 / signatures.perSecond()))));
    }

    private Optional<Double> ratio(String one, String other, Function<Line, Double> figure) {
        return results.line(one).map(figure).flatMap(above -> results.line(other)
                .map(figure)
                .filter(below -> below > 0)
                .map(below -> above / below));
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
