package dev.signet.benchmark.load.scenario;

import dev.signet.benchmark.load.generator.Prepared;
import dev.signet.benchmark.load.suite.Json;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.parsetools.RecordParser;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;

/** Devices with open live connections, and when each was pushed the write that is waited for. */
final class Listeners implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final HttpClient client;
    private final URI endpoint;
    private final List<String> closed = new CopyOnWriteArrayList<>();
    private final AtomicReference<Expectation> expected;

    private record Expectation(long syncCount, AtomicLongArray received, CountDownLatch missing) {}

    private Listeners(URI endpoint, int count) {
        this.endpoint = endpoint;
        this.expected =
                new AtomicReference<>(new Expectation(-1, new AtomicLongArray(count), new CountDownLatch(count)));
        this.client = vertx.createHttpClient(
                new HttpClientOptions().setMaxHeaderSize(32 * 1024), new PoolOptions().setHttp1MaxSize(count));
    }

    /** Opens all connections and returns when the last is accepted. */
    static Listeners open(URI endpoint, List<Prepared> connects) {
        Listeners listeners = new Listeners(endpoint, connects.size());
        for (int from = 0; from < connects.size(); from += 50) {
            int first = from;
            var some = connects.subList(from, Math.min(from + 50, connects.size()));
            Future.all(java.util.stream.IntStream.range(0, some.size())
                            .mapToObj(at -> listeners.connect(first + at, some.get(at)))
                            .toList())
                    .toCompletionStage()
                    .toCompletableFuture()
                    .orTimeout(60, TimeUnit.SECONDS)
                    .join();
        }
        return listeners;
    }

    private Future<Void> connect(int device, Prepared connect) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setHost(endpoint.getHost())
                .setPort(endpoint.getPort())
                .setURI(connect.path());
        for (int at = 0; at < connect.headers().size(); at += 2) {
            options.putHeader(connect.headers().get(at), connect.headers().get(at + 1));
        }
        return client.request(options)
                .compose(request -> request.send())
                .compose(response -> accepted(device, response));
    }

    private Future<Void> accepted(int device, HttpClientResponse response) {
        if (response.statusCode() != 200) {
            return response.body()
                    .compose(body -> Future.failedFuture(
                            "A live connection was refused: " + response.statusCode() + " " + body));
        }
        response.handler(RecordParser.newDelimited("\n", line -> heard(device, line)));
        response.endHandler(_ -> closed.add("device " + device));
        response.exceptionHandler(failure -> closed.add("device " + device + ": " + failure.getMessage()));
        return Future.succeededFuture();
    }

    private void heard(int device, Buffer line) {
        long now = System.nanoTime();
        String text = line.toString();
        if (!text.startsWith("data: ")) {
            return;
        }
        Expectation waiting = expected.get();
        boolean that = Json.read(text.substring("data: ".length()).getBytes(java.nio.charset.StandardCharsets.UTF_8))
                        .path("syncCount")
                        .asLong()
                == waiting.syncCount;
        if (that && waiting.received.compareAndSet(device, 0, now)) {
            waiting.missing.countDown();
        }
    }

    /** From now on the push of this write is waited for. */
    void expect(long syncCount) {
        int count = expected.get().received.length();
        expected.set(new Expectation(syncCount, new AtomicLongArray(count), new CountDownLatch(count)));
    }

    /** The times at which the devices were pushed the write, 0 for those that were not within the limit. */
    AtomicLongArray await(long seconds) {
        Expectation waiting = expected.get();
        try {
            boolean _ = waiting.missing.await(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for pushes", e);
        }
        return waiting.received;
    }

    /** Connections that did not stay open. */
    List<String> closed() {
        return List.copyOf(closed);
    }

    @Override
    public void close() {
        vertx.close()
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }
}
