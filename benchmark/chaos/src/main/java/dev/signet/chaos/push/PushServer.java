package dev.signet.chaos.push;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** A push service in place of Google's: takes pushes, or takes calls and never answers. */
public final class PushServer implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Long> taken = new ConcurrentHashMap<>();
    private final Map<String, Consumer<Push>> listeners = new ConcurrentHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition answering = lock.newCondition();
    private Predicate<String> hangs = _ -> false;

    /** What a device is told by a push. */
    public record Push(String identityPool, String identity, String dataset, long count) {}

    private PushServer(HttpServer server) {
        this.server = server;
    }

    /** Starts one on a free port of the loopback address. */
    public static PushServer start() {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            PushServer push = new PushServer(server);
            server.createContext("/token", PushServer::token);
            server.createContext("/v1/", push::take);
            server.setExecutor(push.threads);
            server.start();
            return push;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The variables that point the suite at it. */
    public Map<String, String> environment() {
        String url = "http://127.0.0.1:" + server.getAddress().getPort();
        return Map.of("SIGNET_PUSH_FCM_URL", url, "SIGNET_PUSH_FCM_TOKEN_URL", url + "/token");
    }

    /** From now on it answers no call for one device, and all others. */
    public void hang(String token) {
        hang(token::equals);
    }

    /** From now on it answers no call. */
    public void hang() {
        hang(_ -> true);
    }

    /** It answers again. */
    public void answer() {
        hang(_ -> false);
    }

    private void hang(Predicate<String> tokens) {
        lock.lock();
        try {
            hangs = tokens;
            answering.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The greatest sync count that was taken for a device's token. */
    public long taken(String token) {
        return taken.getOrDefault(token, 0L);
    }

    /** Has a listener told of each push to a device, before whoever sent it knows that it was taken. */
    public void listen(String token, Consumer<Push> listener) {
        listeners.put(token, listener);
    }

    public void forget(String token) {
        listeners.remove(token);
    }

    private static void token(HttpExchange http) throws IOException {
        http.getRequestBody().readAllBytes();
        answer(http, 200, "{\"access_token\":\"granted\",\"expires_in\":3600}");
    }

    private void take(HttpExchange http) throws IOException {
        JsonNode message = JSON.readTree(http.getRequestBody().readAllBytes()).path("message");
        String token = message.path("token").asText();
        if (!awaitAnswering(token)) {
            http.close();
        } else if (message.path("data").path("syncCount").asLong() > 0) {
            take(token, message.path("data"));
            answer(http, 200, "{\"name\":\"projects/chaos/messages/1\"}");
        } else {
            answer(http, 400, "{\"error\":{\"message\":\"no push of a sync count\"}}");
        }
    }

    private void take(String token, JsonNode data) {
        Push push = new Push(
                data.path("identityPoolId").asText(),
                data.path("identityId").asText(),
                data.path("datasetName").asText(),
                data.path("syncCount").asLong());
        listeners.getOrDefault(token, _ -> {}).accept(push);
        taken.merge(token, push.count(), Math::max);
    }

    /** What was taken while it hung is never answered: whoever sent it has long given up. */
    private boolean awaitAnswering(String token) {
        lock.lock();
        try {
            boolean hung = hangs.test(token);
            while (hangs.test(token)) {
                answering.await();
            }
            return !hung;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    private static void answer(HttpExchange http, int status, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        http.sendResponseHeaders(status, bytes.length);
        http.getResponseBody().write(bytes);
        http.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
