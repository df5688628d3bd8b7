package dev.signet.benchmark.load.page;

import static dev.signet.benchmark.load.page.Figures.number;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Each scenario beside its limits and its peers, as ratios. */
final class Comparisons {
    private static final String PASSWORD = "password-sign-in";
    private static final String SRP = "srp-sign-in";
    private static final String REFRESH = "refresh";
    private static final String GET_USER = "get-user";
    private static final String ROUTE = "bare-route";
    private static final String KAFKA = "bare-kafka";
    private static final String SERVICE = "user-pool";

    private static final List<Pair> PAIRS = List.of(
            new Pair("sign-up", "cognito-local-sign-up"),
            new Pair(PASSWORD, "bare-argon2"),
            new Pair(PASSWORD, "cognito-local-password-sign-in"),
            new Pair("password-sign-in-beside-keycloak", "keycloak-password-sign-in"),
            new Pair(SRP, "bare-srp"),
            new Pair(REFRESH, "bare-signatures"),
            new Pair(REFRESH, ROUTE),
            new Pair(REFRESH, "cognito-local-refresh"),
            new Pair("refresh-beside-keycloak", "keycloak-refresh"),
            new Pair(GET_USER, ROUTE),
            new Pair(GET_USER, "cognito-local-get-user"),
            new Pair("list-records", ROUTE),
            new Pair("push-1", KAFKA),
            new Pair("push-100", KAFKA),
            new Pair("push-1000", KAFKA));

    private final Results results;

    Comparisons(Results results) {
        this.results = results;
    }

    /** The ids of two measurements. */
    private record Pair(String one, String other) {
        /** A message is sent to Kafka when a write is due, so that their throughputs say nothing. */
        boolean paced() {
            return other.equals(KAFKA);
        }
    }

    /** The tables; empty where nothing stands beside anything. */
    String section() {
        String ratios = PAIRS.stream().flatMap(pair -> row(pair).stream()).collect(Collectors.joining("\n"));
        String processors = processors().collect(Collectors.joining("\n"));
        return Stream.of(
                        ratios.isEmpty()
                                ? ""
                                : "| | beside | throughput, ratio | p50, ratio |\n|---|---|---:|---:|\n" + ratios
                                        + "\n",
                        processors.isEmpty() ? "" : """
                                        What one call takes of a processor in user pools' own process, beside what bare computations take:

                                        | | CPU ms in user pools | beside | its CPU ms | ratio |
                                        |---|---:|---|---:|---:|
                                        """ + processors + "\n")
                .filter(table -> !table.isEmpty())
                .reduce((one, other) -> one + "\n" + other)
                .map(tables -> "## Beside limits and peers\n\n" + tables)
                .orElse("");
    }

    private Optional<String> row(Pair pair) {
        return results.line(pair.one).flatMap(one -> results.line(pair.other).map(other -> "| %s | %s | %s | %s |"
                .formatted(
                        one.title(),
                        other.title(),
                        pair.paced() ? "" : number(one.perSecond() / other.perSecond()),
                        number(one.p50Millis() / other.p50Millis()))));
    }

    private Stream<String> processors() {
        List<Optional<String>> rows = new ArrayList<>();
        rows.add(processor(PASSWORD, computed("bare-argon2")));
        rows.add(processor(SRP, computed("bare-srp")));
        rows.add(processor(REFRESH, bareRefresh()));
        return rows.stream().flatMap(Optional::stream);
    }

    private Optional<String> processor(String id, Optional<Cost> bare) {
        return results.line(id)
                .flatMap(line -> bare.map(cost -> "| %s | %s | %s | %s | %s |"
                        .formatted(
                                line.title(),
                                number(line.cpuMillis(SERVICE)),
                                cost.title,
                                number(cost.millis),
                                number(line.cpuMillis(SERVICE) / cost.millis))));
    }

    private record Cost(String title, double millis) {}

    /** A bare computation runs in the generator's process. */
    private Optional<Cost> computed(String id) {
        return results.line(id).map(line -> new Cost(line.title(), line.cpuMillis(Line.GENERATOR)));
    }

    private Optional<Cost> bareRefresh() {
        return computed("bare-signatures").flatMap(signatures -> results.line(ROUTE)
                .map(route -> new Cost(
                        signatures.title + ", and the bare route's own process",
                        signatures.millis + route.cpuMillis("bare route"))));
    }
}
