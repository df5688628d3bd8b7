package dev.signet.benchmark.load.page;

import static dev.signet.benchmark.load.page.Figures.number;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What holds each target where it is missed. The words say what a profile has shown; every figure in them is the run's own, so
 * that they stay true when something gets faster. Empty where the run has not measured it.
 */
final class Holding {
    private static final String SERVICE = "user-pool";
    private static final String GATEWAY = "gateway + kafka";
    private static final List<String> SERVICES = List.of(SERVICE, "identity-pool", "sync", "notification");

    /** Processes that take less of a call than this are not told of. */
    private static final double WORTH_TELLING = 0.02;

    private final Results results;

    Holding(Results results) {
        this.results = results;
    }

    String password() {
        return both(
                "password-sign-in",
                "bare-argon2",
                (signIn, bare) ->
                        "user pools take %s ms of a processor for a sign-in, %s of which are the bare hash. One takes %s; whatever is not the hash (HTTP, queries, commits and an event) shares the processors that bare Argon2id has to itself."
                                .formatted(number(signIn.cpuMillis(SERVICE)), number(computing(bare)), cpu(signIn)));
    }

    String srp() {
        return both(
                "srp-sign-in",
                "bare-srp",
                (signIn, bare) ->
                        "user pools take %s ms of a processor for a sign-in, where the arithmetic and the signatures take %s; the rest are two calls over HTTP, queries and commits. One takes %s, on the processors that the bare arithmetic has to itself."
                                .formatted(number(signIn.cpuMillis(SERVICE)), number(computing(bare)), cpu(signIn)));
    }

    String refresh() {
        return results.line("bare-route")
                .map(route -> both(
                        "refresh",
                        "bare-signatures",
                        (refresh, signatures) ->
                                "a refresh takes %s ms of a processor in user pools, where two signatures take %s and the bare route takes %s; the rest is one query of five tables instead of one row, the count of calls in Redis, opening the token, and JSON. The gateway, which the bare route is asked without, takes %s ms with Kafka."
                                        .formatted(
                                                number(refresh.cpuMillis(SERVICE)),
                                                number(computing(signatures)),
                                                number(route.cpuMillis("bare route")),
                                                number(refresh.cpuMillis(GATEWAY)))))
                .orElse("");
    }

    String keycloak() {
        return both(
                "refresh-beside-keycloak",
                "keycloak-refresh",
                (refresh, keycloak) ->
                        "a refresh takes %s; one of Keycloak takes %s. Keycloak is asked without a gateway.%s"
                                .formatted(cpu(refresh), cpu(keycloak), signatures()));
    }

    private String signatures() {
        return results.line("bare-signatures")
                .map(bare -> " The two signatures alone take %s ms.".formatted(number(computing(bare))))
                .orElse("");
    }

    String growth(int fewest, int most) {
        return both(
                "growth-in-turn-large",
                "growth-in-turn-small",
                (large, small) ->
                        "a sign-in takes %s with %,d users, and %s with %,d. Half of them are answered within %s and %s ms."
                                .formatted(
                                        cpu(large),
                                        most,
                                        cpu(small),
                                        fewest,
                                        number(large.p50Millis()),
                                        number(small.p50Millis())));
    }

    String push() {
        return both(
                "push-1",
                "bare-kafka",
                (push, kafka) ->
                        "between the commit and the receipt stand, one after the other, reading the outbox and producing to Kafka, consuming, writing the dataset's head to PostgreSQL, looking up its devices in Redis, and the socket through the gateway: at the median %s ms, of which Kafka alone takes %s at the same pace. A write, the read before it and its push take %s."
                                .formatted(number(push.p50Millis()), number(kafka.p50Millis()), cpu(push)));
    }

    String fanOut() {
        return results.line("push-1000")
                .map(push ->
                        "half of the devices are pushed to within %s ms and 99 of 100 within %s. A push to one of them takes %s."
                                .formatted(number(push.p50Millis()), number(push.p99Millis()), cpu(push)))
                .orElse("");
    }

    /** The medians of the calls that tell names apart. */
    String hiding(double limit) {
        String calls = Stream.of("password", "srp", "forgot-password")
                .flatMap(call -> told("hidden." + call, limit).map(told -> call + " " + told).stream())
                .collect(Collectors.joining("; "));
        return calls.isEmpty()
                ? ""
                : "half of the answers come within, where somebody has the name and where nobody has: " + calls + ".";
    }

    private Optional<String> told(String call, double limit) {
        return results.fact(call + ".mann-whitney.p").filter(p -> p < limit).flatMap(_ -> results.fact(
                        call + ".somebody.p50.ms")
                .flatMap(somebody -> results.fact(call + ".nobody.p50.ms")
                        .map(nobody -> "%s and %s ms".formatted(number(somebody), number(nobody)))));
    }

    String memory() {
        return facts(
                "idle.megabytes.", Stream.concat(SERVICES.stream(), Stream.of(GATEWAY, "postgres", "redis")), "MB");
    }

    String start(String how) {
        return facts("start." + how + ".", SERVICES.stream(), "s");
    }

    private String facts(String prefix, Stream<String> names, String unit) {
        Map<String, Double> known = names.filter(
                        name -> results.fact(prefix + name).isPresent())
                .collect(Collectors.toMap(
                        name -> name, name -> results.fact(prefix + name).orElse(0.0)));
        return known.isEmpty() ? "" : descending(known, 0) + ", all in " + unit + ".";
    }

    private String both(String one, String other, BiFunction<Line, Line, String> words) {
        return results.line(one)
                .flatMap(first -> results.line(other).map(second -> words.apply(first, second)))
                .orElse("");
    }

    /** Bare computations run in the generator's process. */
    private static double computing(Line bare) {
        return bare.cpuMillis(Line.GENERATOR);
    }

    /** What one call takes, process by process, the generator's work included: it shares the processors on small machines. */
    private static String cpu(Line line) {
        Map<String, Double> millis =
                line.usage().cpu().keySet().stream().collect(Collectors.toMap(process -> process, line::cpuMillis));
        double all = millis.values().stream().mapToDouble(Double::doubleValue).sum();
        return "%s ms of all processors (%s)".formatted(number(all), descending(millis, all * WORTH_TELLING));
    }

    private static String descending(Map<String, Double> figures, double least) {
        return figures.entrySet().stream()
                .filter(each -> each.getValue() >= least)
                .sorted(Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder()))
                .map(each -> each.getKey() + " " + number(each.getValue()))
                .collect(Collectors.joining(", "));
    }
}
