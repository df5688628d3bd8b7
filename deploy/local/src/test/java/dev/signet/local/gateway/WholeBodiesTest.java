package dev.signet.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.local.Service;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WholeBodiesTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final String CHUNKED =
            "POST /identitypools HTTP/1.1\r\nHost: a\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n";

    private final Vertx vertx = Vertx.vertx();
    private final RecordingService service = new RecordingService("sync");

    @AfterEach
    void close() {
        service.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void refusesABodyThatDribblesIn() throws Exception {
        // Given
        int port = serve(new WholeBodies(vertx, Duration.ofMillis(300), 1 << 20));

        // When
        try (Socket socket = connect(port)) {
            write(socket, CHUNKED + "1\r\na\r\n");

            // Then
            assertThat(answer(socket)).startsWith("HTTP/1.1 408").contains("RequestTimeoutException");
        }
        assertThat(service.arrived).isEmpty();
    }

    @Test
    void refusesWhatIsTooMuchTogetherUntilTheOthersAreDone() throws Exception {
        // Given
        int port = serve(new WholeBodies(vertx, LONG, 1_000));
        String part = "258\r\n" + "a".repeat(600) + "\r\n";
        try (Socket first = connect(port)) {
            write(first, CHUNKED + part);

            // When
            String refused = refusal(port, part);
            write(first, "0\r\n\r\n");
            String served = answer(first);

            // Then
            assertThat(refused).startsWith("HTTP/1.1 503").contains("ServiceUnavailableException");
            assertThat(served).startsWith("HTTP/1.1 200");
        }
        try (Socket later = connect(port)) {
            write(later, CHUNKED + part + "0\r\n\r\n");
            assertThat(answer(later)).startsWith("HTTP/1.1 200");
        }
    }

    /** The first body may not have come yet when one is served beside it; then the next one meets it. */
    private static String refusal(int port, String part) throws IOException {
        String answer = "HTTP/1.1 200";
        for (int i = 0; i < 1_000 && answer.startsWith("HTTP/1.1 200"); i++) {
            try (Socket socket = connect(port)) {
                write(socket, CHUNKED + part + "0\r\n\r\n");
                answer = answer(socket);
            }
        }
        return answer;
    }

    private int serve(WholeBodies bodies) throws Exception {
        var forwarding = new Forwarding(
                vertx.createHttpClient(), Map.of(Service.SYNC, new Upstreams(List.of(service.port()))), bodies);
        HttpServer server = vertx.createHttpServer(new HttpServerOptions().setHttp2ClearTextEnabled(false))
                .requestHandler(forwarding)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
        return server.actualPort();
    }

    private static Socket connect(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getByName("127.0.0.1"), port);
        socket.setSoTimeout(10_000);
        return socket;
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    private static String answer(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }
}
