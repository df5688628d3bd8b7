package dev.signet.local.gateway;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A service behind the gateway that keeps what reached it. It answers with its name; at {@code /live/stream} it sends one
 * server-sent event and stays open, at {@code /mailbox/broken} it breaks off, at {@code /mailbox/away} it turns away, and at {@code /live/socket} a WebSocket gets its words back with the Host header it came with.
 */
final class RecordingService implements AutoCloseable {
    /** A request as it arrived. */
    record Arrived(String uri, Map<String, String> headers, String body) {}

    final List<Arrived> arrived = new CopyOnWriteArrayList<>();
    final CompletableFuture<Void> streamClosed = new CompletableFuture<>();
    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;

    volatile boolean ready = true;

    RecordingService(String name) {
        this(name, 0);
    }

    RecordingService(String name, int port) {
        server = vertx.createHttpServer()
                .webSocketHandler(socket -> socket.textMessageHandler(text ->
                        socket.writeTextMessage(text + " at " + socket.headers().get("host"))))
                .requestHandler(request -> handle(request, name))
                .listen(port, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    int port() {
        return server.actualPort();
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private void handle(HttpServerRequest request, String name) {
        if (request.path().equals("/live/stream")) {
            request.response().closeHandler(_ -> streamClosed.complete(null));
            request.response().putHeader("content-type", "text/event-stream").setChunked(true);
            request.response().write("data: first\n\n");
            return;
        }
        if (request.path().equals("/q/health/ready")) {
            request.response().setStatusCode(ready ? 200 : 503).end();
            return;
        }
        request.body().onSuccess(body -> {
            Map<String, String> headers = new java.util.TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            request.headers().forEach((key, value) -> headers.merge(key, value, (one, two) -> one + "," + two));
            arrived.add(new Arrived(request.uri(), headers, body.toString()));
            switch (request.path()) {
                case "/mailbox/broken" -> request.connection().close();
                case "/mailbox/away" -> request.response().setStatusCode(503).end(name);
                default -> request.response().putHeader("x-service", name).end(name);
            }
        });
    }
}
