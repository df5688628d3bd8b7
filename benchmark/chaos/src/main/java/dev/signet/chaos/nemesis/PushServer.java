package dev.signet.chaos.nemesis;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A push service in place of Google's: takes pushes, or takes them and never answers. */
public final class PushServer implements AutoCloseable {
    private static final Pattern TOKEN = Pattern.compile("\"token\"\\s*:\\s*\"([^\"]+)\"");
    private static final Pattern COUNT = Pattern.compile("syncCount\\\\*\"\\s*:\\s*\\\\*\"?(\\d+)");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Long> taken = new ConcurrentHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition answering = lock.newCondition();
    private boolean hanging;

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

    /** From now on it takes calls and answers none, or answers again. */
    void hang(boolean hangs) {
        lock.lock();
        try {
            hanging = hangs;
            answering.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** The greatest sync count that was taken for a token. */
    long taken(String token) {
        return taken.getOrDefault(token, 0L);
    }

    /** The credential of a platform application that pushes through it. */
    static String serviceAccount() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            String key = Base64.getEncoder()
                    .encodeToString(generator.generateKeyPair().getPrivate().getEncoded());
            String pem = "-----BEGIN PRIVATE KEY-----\\n" + key + "\\n-----END PRIVATE KEY-----\\n";
            return """
                    {"type": "service_account", "project_id": "chaos",
                     "client_email": "push@chaos.iam.gserviceaccount.com", "private_key": "%s"}
                    """.formatted(pem);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void token(HttpExchange http) throws IOException {
        http.getRequestBody().readAllBytes();
        answer(http, "{\"access_token\":\"granted\",\"expires_in\":3600}");
    }

    private void take(HttpExchange http) throws IOException {
        String message = new String(http.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (awaitAnswering()) {
            Matcher token = TOKEN.matcher(message);
            Matcher count = COUNT.matcher(message);
            if (token.find() && count.find()) {
                taken.merge(token.group(1), Long.parseLong(count.group(1)), Math::max);
            }
            answer(http, "{\"name\":\"projects/chaos/messages/1\"}");
        } else {
            http.close();
        }
    }

    /** What was taken while it hung is never answered: whoever sent it has long given up. */
    private boolean awaitAnswering() {
        lock.lock();
        try {
            boolean hung = hanging;
            while (hanging) {
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

    private static void answer(HttpExchange http, String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        http.sendResponseHeaders(200, bytes.length);
        http.getResponseBody().write(bytes);
        http.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
