package dev.signet.local.gateway;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** The replicas of one service: asked in turn, those first that seem to be there. */
final class Upstreams {
    private static final long PROBE_EVERY_MILLIS = 1_000;
    private static final long PROBE_PATIENCE_MILLIS = 900;

    private final List<Upstream> replicas;
    private final AtomicInteger turn = new AtomicInteger();

    Upstreams(List<Integer> ports) {
        if (ports.isEmpty()) {
            throw new IllegalArgumentException("a service needs a replica");
        }
        this.replicas = ports.stream().map(Upstream::new).toList();
    }

    /** All replicas in the order in which the next call should try them: nobody is left out, for news may be old. */
    List<Upstream> inTurn() {
        int first = Math.floorMod(turn.getAndIncrement(), replicas.size());
        List<Upstream> order = new ArrayList<>(replicas.subList(first, replicas.size()));
        order.addAll(replicas.subList(0, first));
        order.sort(Comparator.comparing(Upstream::isPromising).reversed());
        return order;
    }

    /** Asks each replica every second whether it is ready; a single one is not asked, there is no other to turn to. */
    void watch(Vertx vertx, HttpClient client) {
        if (replicas.size() > 1) {
            vertx.setPeriodic(PROBE_EVERY_MILLIS, _ -> replicas.forEach(replica -> probe(client, replica)));
        }
    }

    private static void probe(HttpClient client, Upstream replica) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setHost("127.0.0.1")
                .setPort(replica.port())
                .setURI("/q/health/ready")
                .setTimeout(PROBE_PATIENCE_MILLIS);
        client.request(options)
                .compose(HttpClientRequest::send)
                .onSuccess(answer -> replica.ready(answer.statusCode() == 200))
                .onFailure(_ -> replica.ready(false));
    }
}
