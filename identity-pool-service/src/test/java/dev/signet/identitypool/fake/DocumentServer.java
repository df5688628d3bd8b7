package dev.signet.identitypool.fake;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/**
 * An HTTP server on which issuers publish their keys. {@code PUT} publishes a document, {@code GET} reads it,
 * {@code POST} tells how often it was read, {@code DELETE} withdraws it.
 */
public final class DocumentServer implements QuarkusTestResourceLifecycleManager {
    /** The configuration key that holds the server's address. */
    public static final String ADDRESS = "test.documents";

    private final Map<String, byte[]> documents = new ConcurrentHashMap<>();
    private final Map<String, Integer> reads = new ConcurrentHashMap<>();
    private HttpServer server;

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::serve);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        String address = "http://127.0.0.1:" + server.getAddress().getPort();
        return Map.of(
                ADDRESS,
                address,
                "signet.user-pool-url",
                address,
                "signet.identity-pool.google.jwks",
                address + "/google/keys",
                "signet.identity-pool.apple.jwks",
                address + "/apple/keys",
                "signet.identity-pool.oidc.allow-private-networks",
                "true",
                "signet.identity-pool.oidc.refetch-pause",
                "1s",
                "signet.identity-pool.cleanup.every",
                "1s");
    }

    @Override
    public void stop() {
        server.stop(0);
    }

    private void serve(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        switch (exchange.getRequestMethod()) {
            case "PUT" -> {
                documents.put(path, exchange.getRequestBody().readAllBytes());
                answer(exchange, 200, new byte[0]);
            }
            case "DELETE" -> {
                documents.remove(path);
                answer(exchange, 200, new byte[0]);
            }
            case "POST" ->
                answer(
                        exchange,
                        200,
                        String.valueOf(reads.getOrDefault(path, 0)).getBytes());
            default -> {
                reads.merge(path, 1, Integer::sum);
                byte[] document = documents.get(path);
                answer(exchange, document == null ? 404 : 200, document == null ? new byte[0] : document);
            }
        }
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        try (exchange) {
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }
}
