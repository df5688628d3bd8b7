package dev.signet.notification.publish;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Firebase Cloud Messaging as far as a sender sees it: gives access tokens and takes messages. A token that begins with
 * {@code dead} is not registered; one that begins with {@code busy} is turned away twice.
 */
public final class FakeFcm implements QuarkusTestResourceLifecycleManager {
    private static final Map<String, BlockingQueue<JsonObject>> TAKEN = new ConcurrentHashMap<>();
    private static final Map<String, Integer> TRIES = new ConcurrentHashMap<>();
    private HttpServer server;

    /** The next message that was taken for a device. */
    public static JsonObject taken(String token) throws InterruptedException {
        JsonObject message =
                TAKEN.computeIfAbsent(token, _ -> new LinkedBlockingQueue<>()).poll(20, TimeUnit.SECONDS);
        if (message == null) {
            throw new AssertionError("No message came for " + token);
        }
        return message;
    }

    public static int tries(String token) {
        return TRIES.getOrDefault(token, 0);
    }

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.createContext("/token", FakeFcm::token);
        server.createContext("/v1/projects/test-project/messages:send", FakeFcm::send);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        String url = "http://127.0.0.1:" + server.getAddress().getPort();
        return Map.of(
                "signet.push.fcm-url",
                url,
                "signet.push.fcm-token-url",
                url + "/token",
                "signet.push.first-pause",
                "100ms");
    }

    @Override
    public void stop() {
        server.stop(0);
    }

    private static void token(HttpExchange http) throws IOException {
        String form = new String(http.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        boolean valid = form.contains("grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer")
                && form.contains("assertion=ey");
        answer(
                http,
                valid ? 200 : 400,
                new JsonObject().put("access_token", "granted").put("expires_in", 3600));
    }

    private static void send(HttpExchange http) throws IOException {
        JsonObject message = new JsonObject(new String(http.getRequestBody().readAllBytes(), StandardCharsets.UTF_8))
                .getJsonObject("message");
        String token = message.getString("token");
        int tries = TRIES.merge(token, 1, Integer::sum);
        if (!"Bearer granted".equals(http.getRequestHeaders().getFirst("Authorization"))) {
            answer(http, 401, new JsonObject());
        } else if (token.startsWith("dead")) {
            answer(http, 404, new JsonObject().put("error", new JsonObject().put("status", "NOT_FOUND")));
        } else if (token.startsWith("busy") && tries <= 2) {
            answer(http, 503, new JsonObject());
        } else {
            TAKEN.computeIfAbsent(token, _ -> new LinkedBlockingQueue<>()).add(message);
            answer(http, 200, new JsonObject().put("name", "projects/test-project/messages/1"));
        }
    }

    private static void answer(HttpExchange http, int status, JsonObject body) throws IOException {
        byte[] bytes = body.encode().getBytes(StandardCharsets.UTF_8);
        http.sendResponseHeaders(status, bytes.length);
        http.getResponseBody().write(bytes);
        http.close();
    }
}
