package dev.signet.local.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class HeadDeadlineTest {
    private static final Duration NEVER = Duration.ofMinutes(10);
    private static final Duration SHORT = Duration.ofMillis(300);

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void aHeadThatDribblesInIsCutOff() throws Exception {
        try (Socket socket = connect(serve(SHORT, NEVER))) {
            assertThat(dribbledUntilClosed(socket)).isTrue();
        }
    }

    @Test
    void aSecondHeadThatDribblesInIsCutOff() throws Exception {
        try (Socket socket = connect(serve(NEVER, SHORT))) {
            ask(socket);

            assertThat(dribbledUntilClosed(socket)).isTrue();
        }
    }

    @Test
    void aConnectionThatAsksInTimeStaysOpen() throws Exception {
        int port = serve(SHORT, SHORT);
        try (Socket socket = connect(port);
                Socket idle = connect(port)) {
            boolean closed = false;
            for (int i = 0; i < 1_000 && !closed; i++) {
                ask(socket);
                closed = isClosed(idle);
            }

            assertThat(closed).isTrue();
            ask(socket);
        }
    }

    private int serve(Duration first, Duration next) throws Exception {
        var deadline = new HeadDeadline(
                vertx, first, next, request -> request.response().end("ok"));
        HttpServer server = vertx.createHttpServer(new HttpServerOptions().setHttp2ClearTextEnabled(false))
                .connectionHandler(deadline::opened)
                .requestHandler(deadline)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
        return server.actualPort();
    }

    private static Socket connect(int port) throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), port);
    }

    private static void ask(Socket socket) throws IOException {
        socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(UTF_8));
        InputStream in = socket.getInputStream();
        StringBuilder answer = new StringBuilder();
        while (!answer.toString().endsWith("ok")) {
            int read = in.read();
            assertThat(read).as("the connection is open").isNotNegative();
            answer.append((char) read);
        }
    }

    /** Sends a head without end, a byte at a time and never idle for long, until the other end closes. */
    private static boolean dribbledUntilClosed(Socket socket) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write("GET / HTTP/1.1\r\nX-Slow: ".getBytes(UTF_8));
        for (int i = 0; i < 1_000; i++) {
            if (isClosed(socket)) {
                return true;
            }
            try {
                out.write('x');
            } catch (SocketException _) {
                return true;
            }
        }
        return false;
    }

    private static boolean isClosed(Socket socket) throws IOException {
        socket.setSoTimeout(20);
        try {
            return socket.getInputStream().read() < 0;
        } catch (java.net.SocketTimeoutException _) {
            return false;
        } catch (SocketException _) {
            return true;
        } finally {
            socket.setSoTimeout(0);
        }
    }
}
