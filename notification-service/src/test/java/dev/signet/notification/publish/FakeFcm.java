package dev.signet.notification.publish;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Firebase Cloud Messaging as far as a sender sees it: gives access tokens and takes messages for one project. A device's
 * token that begins with {@code dead} is not registered; one that begins with {@code busy} is turned away twice.
 */
public final class FakeFcm implements QuarkusTestResourceLifecycleManager {
    /** How many pushes the service under test may have under way. */
    public static final int CONCURRENCY = 16;

    /** The service account that gets no access token. */
    public static final String REVOKED = "revoked";

    private static final String SENDING = "/v1/projects/test-project/messages:send";
    private static final Pattern ASSERTION = Pattern.compile("assertion=ey[^.]*\\.([^.]*)\\.");
    private static final Map<String, BlockingQueue<JsonObject>> TAKEN = new ConcurrentHashMap<>();
    private static final Map<String, List<Instant>> TRIES = new ConcurrentHashMap<>();
    private static final Map<String, Queue<Answer>> PLANNED = new ConcurrentHashMap<>();
    private static final Map<String, Hold> HELD = new ConcurrentHashMap<>();
    private HttpServer server;

    /** What is answered in place of taking a message. */
    public record Answer(int status, JsonObject body, Map<String, String> headers) {
        public static Answer of(int status, String errorCode, String message) {
            JsonObject detail = new JsonObject()
                    .put("@type", "type.googleapis.com/google.firebase.fcm.v1.FcmError")
                    .put("errorCode", errorCode);
            JsonObject error = new JsonObject()
                    .put("code", status)
                    .put("message", message)
                    .put("details", new JsonArray().add(detail));
            return new Answer(status, new JsonObject().put("error", error), Map.of());
        }

        public static Answer unregistered() {
            return of(404, "UNREGISTERED", "Requested entity was not found.");
        }
    }

    /** Pushes that hang until this is closed. */
    public static final class Hold implements AutoCloseable {
        private final CountDownLatch over = new CountDownLatch(1);
        private final AtomicInteger waiting = new AtomicInteger();
        private final AtomicInteger most = new AtomicInteger();

        public int waiting() {
            return waiting.get();
        }

        /** How many hung at once at most. */
        public int most() {
            return most.get();
        }

        private void pass() {
            most.accumulateAndGet(waiting.incrementAndGet(), Math::max);
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                waiting.decrementAndGet();
            }
        }

        @Override
        public void close() {
            over.countDown();
        }
    }

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
        return triesAt(token).size();
    }

    /** When a message for the device came, taken or not. */
    public static List<Instant> triesAt(String token) {
        return TRIES.getOrDefault(token, List.of());
    }

    /** Answers the next message for a device so. */
    public static void answer(String token, Answer answer) {
        PLANNED.computeIfAbsent(token, _ -> new ConcurrentLinkedQueue<>()).add(answer);
    }

    /** Lets all messages hang that come for devices whose tokens begin so. */
    public static Hold hold(String prefix) {
        Hold hold = new Hold();
        HELD.put(prefix, hold);
        return hold;
    }

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.createContext("/token", FakeFcm::token);
        server.createContext("/v1/projects/", FakeFcm::send);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
        String url = "http://127.0.0.1:" + server.getAddress().getPort();
        return Map.of(
                "signet.push.fcm-url",
                url,
                "signet.push.fcm-token-url",
                url + "/token",
                "signet.push.concurrency",
                Integer.toString(CONCURRENCY),
                // longer than any test waits: what hangs does not end by itself
                "signet.push.timeout",
                "60s",
                "signet.push.first-pause",
                "100ms",
                "signet.push.longest-pause",
                "1s");
    }

    @Override
    public void stop() {
        server.stop(0);
    }

    private static void token(HttpExchange http) throws IOException {
        String form = new String(http.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Matcher assertion = ASSERTION.matcher(form);
        boolean valid = form.contains("grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer")
                && assertion.find()
                && !issuer(assertion.group(1)).startsWith(REVOKED + "@");
        answer(
                http,
                valid ? 200 : 400,
                new JsonObject().put("access_token", "granted").put("expires_in", 3600));
    }

    private static String issuer(String claims) {
        return new JsonObject(new String(Base64.getUrlDecoder().decode(claims), StandardCharsets.UTF_8))
                .getString("iss");
    }

    private static void send(HttpExchange http) throws IOException {
        JsonObject message = new JsonObject(new String(http.getRequestBody().readAllBytes(), StandardCharsets.UTF_8))
                .getJsonObject("message");
        String token = message.getString("token");
        List<Instant> tries = TRIES.computeIfAbsent(token, _ -> new CopyOnWriteArrayList<>());
        tries.add(Instant.now());
        HELD.forEach((prefix, hold) -> {
            if (token.startsWith(prefix)) {
                hold.pass();
            }
        });
        Answer planned =
                PLANNED.getOrDefault(token, new ConcurrentLinkedQueue<>()).poll();
        if (planned != null) {
            planned.headers().forEach(http.getResponseHeaders()::set);
            answer(http, planned.status(), planned.body());
        } else if (!"Bearer granted".equals(http.getRequestHeaders().getFirst("Authorization"))) {
            answer(http, 401, new JsonObject());
        } else if (!http.getRequestURI().getPath().equals(SENDING)) {
            answer(
                    http,
                    403,
                    Answer.of(403, "SENDER_ID_MISMATCH", "SenderId mismatch").body());
        } else if (token.startsWith("dead")) {
            answer(http, 404, Answer.unregistered().body());
        } else if (token.startsWith("busy") && tries.size() <= 2) {
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
