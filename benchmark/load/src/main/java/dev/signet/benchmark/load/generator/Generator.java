package dev.signet.benchmark.load.generator;

import io.hyperfoil.api.config.BenchmarkBuilder;
import io.hyperfoil.api.session.Session;
import io.hyperfoil.api.statistics.StatisticsSnapshot;
import io.hyperfoil.core.impl.LocalSimulationRunner;
import io.hyperfoil.http.api.HttpMethod;
import io.hyperfoil.http.config.HttpPluginBuilder;
import io.hyperfoil.http.steps.HttpStepCatalog;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** Sends prepared requests over a number of connections, each as soon as the one before it is answered, with Hyperfoil. */
public final class Generator {
    private static final String PHASE = "load";
    private static final int ATTEMPTS = 6;
    private static final long LONGEST_MILLIS = Duration.ofMinutes(15).toMillis();

    private final URI target;
    private final int connections;

    public Generator(URI target, int connections) {
        this.target = target;
        this.connections = connections;
    }

    /** Each request once; the bodies of the answers are kept. */
    public Measured each(List<Prepared> requests) {
        return run(Feed.once(requests), true);
    }

    /**
     * The answers to requests that must succeed before anything can be measured; those that a busy suite could not answer
     * are sent again.
     *
     * @param done the error by which a request says that it had succeeded after all; empty where there is none
     */
    public List<byte[]> surely(List<Prepared> requests, String done) {
        Measured first = each(requests);
        byte[][] answers = first.answers().toArray(byte[][]::new);
        List<Integer> missing =
                missing(first, IntStream.range(0, requests.size()).boxed().toList(), answers, done);
        for (int again = 1; !missing.isEmpty() && again < ATTEMPTS; again++) {
            Measured next = each(missing.stream().map(requests::get).toList());
            for (int at = 0; at < missing.size(); at++) {
                answers[missing.get(at)] = next.answers().get(at);
            }
            missing = missing(next, missing, answers, done);
        }
        if (!missing.isEmpty()) {
            throw new IllegalStateException(missing.size() + " of " + requests.size() + " requests failed, such as "
                    + requests.get(missing.getFirst()) + ": "
                    + new String(answers[missing.getFirst()], StandardCharsets.UTF_8));
        }
        return List.of(answers);
    }

    /** Which of the requests that were sent, by their places among all, have no good answer. */
    private static List<Integer> missing(Measured sent, List<Integer> places, byte[][] answers, String done) {
        return IntStream.range(0, places.size())
                .filter(at -> sent.failed().contains(at)
                        || (sent.errors() > sent.failed().size()
                                && sent.answers().get(at).length == 0))
                .mapToObj(places::get)
                .filter(place -> done.isEmpty() || !new String(answers[place], StandardCharsets.UTF_8).contains(done))
                .toList();
    }

    /** Round and round until the time is over. */
    public Measured during(List<Prepared> requests, Duration time) {
        return run(Feed.round(requests, time.toNanos()), false);
    }

    private Measured run(Feed feed, boolean keep) {
        Exchange exchange = new Exchange(feed, connections, keep);
        StatisticsSnapshot total = new StatisticsSnapshot();
        var benchmark = benchmark(exchange);
        var runner =
                new LocalSimulationRunner(benchmark.build(), (_, _, _, snapshot, _) -> total.add(snapshot), null, null);
        runner.run();
        return exchange.measured(total);
    }

    private BenchmarkBuilder benchmark(Exchange exchange) {
        BenchmarkBuilder benchmark = BenchmarkBuilder.builder().name(PHASE).threads(1);
        benchmark
                .addPlugin(HttpPluginBuilder::new)
                .http()
                .host(target.getAuthority())
                .allowHttp2(false)
                .sharedConnections(connections)
                .requestTimeout(60_000)
                .endHttp();
        benchmark
                .addPhase(PHASE)
                .atOnce(connections)
                .maxDuration(LONGEST_MILLIS)
                .scenario()
                .initialSequence("request")
                .step(exchange::next)
                .step(HttpStepCatalog.SC)
                .httpRequest(HttpMethod.POST)
                .method(() -> exchange::method)
                .path(exchange::path)
                .headerAppender(exchange::appendHeaders)
                .body((session, _) -> body(exchange, session))
                .handler()
                .status((request, status) -> exchange.status(request.session, status))
                .body(_ -> exchange::answer)
                .autoRangeCheck(false)
                .stopOnInvalid(false)
                .endHandler()
                .endStep()
                .step(exchange::again);
        return benchmark;
    }

    private static ByteBuf body(Exchange exchange, Session session) {
        return Unpooled.wrappedBuffer(exchange.body(session));
    }
}
