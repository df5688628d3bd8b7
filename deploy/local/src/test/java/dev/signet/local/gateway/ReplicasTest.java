package dev.signet.local.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.embedded.Ports;
import dev.signet.local.Service;
import java.net.BindException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ReplicasTest {
    private final int port = Ports.free();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final RecordingService one = new RecordingService("one");
    private RecordingService two = new RecordingService("two");
    private Gateway gateway;

    @BeforeEach
    void open() throws BindException {
        gateway = Gateway.open(port, Map.of(Service.NOTIFICATION, List.of(one.port(), two.port())));
    }

    @AfterEach
    void close() {
        gateway.close();
        one.close();
        two.close();
        client.shutdownNow();
    }

    @Test
    void asksReplicasInTurn() throws Exception {
        // When
        List<String> answers = get("/mailbox", 4);

        // Then
        assertThat(answers).containsExactly("one", "two", "one", "two");
    }

    @Test
    void passesOverAReplicaThatIsNotThereAndTriesItAgainLater() throws Exception {
        // Given
        int place = two.port();
        two.close();

        // When
        List<String> meanwhile = get("/mailbox", 4);
        two = new RecordingService("two", place);

        // Then
        assertThat(meanwhile).containsOnly("one");
        assertThat(one.arrived).hasSize(4);
        await("two");
    }

    @Test
    void sendsNothingTwiceThatAReplicaMayHaveDone() throws Exception {
        // When
        HttpResponse<String> answer = client.send(request("/mailbox/broken"), BodyHandlers.ofString());

        // Then
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(one.arrived).hasSize(1);
        assertThat(two.arrived).isEmpty();
    }

    @Test
    void asksTheOtherFirstForAMomentWhenOneTurnsCallsAway() throws Exception {
        // Given
        assertThat(client.send(request("/mailbox/away"), BodyHandlers.ofString())
                        .body())
                .isEqualTo("one");

        // When
        List<String> answers = get("/mailbox", 3);

        // Then
        assertThat(answers).containsOnly("two");
    }

    @Test
    void sparesAReplicaThatSaysThatItIsNotReady() throws Exception {
        // Given
        one.ready = false;

        // When
        boolean spared = false;
        for (int round = 0; round < 200 && !spared; round++) {
            spared = get("/mailbox", 4).stream().allMatch("two"::equals);
            TimeUnit.MILLISECONDS.sleep(20);
        }

        // Then
        assertThat(spared).isTrue();
        one.ready = true;
        await("one");
    }

    @Test
    void asksAReplicaThatIsNotReadyWhenThereIsNoOther() throws Exception {
        // Given
        one.ready = false;
        two.close();

        // When
        List<String> answers = get("/mailbox", 3);

        // Then
        assertThat(answers).containsOnly("one");
    }

    @Test
    void opensAWebSocketAtWhicheverReplicaIsThere() throws Exception {
        // Given
        one.close();
        CompletableFuture<String> echoed = new CompletableFuture<>();
        WebSocket socket = client.newWebSocketBuilder()
                .buildAsync(URI.create("ws://127.0.0.1:" + port + "/live/socket"), new WebSocket.Listener() {
                    @Override
                    public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
                        echoed.complete(text.toString());
                        return CompletableFuture.completedStage(null);
                    }
                })
                .get(5, TimeUnit.SECONDS);

        // When
        socket.sendText("hello", true);

        // Then
        assertThat(echoed.get(5, TimeUnit.SECONDS)).startsWith("hello");
        socket.abort();
    }

    private void await(String name) throws Exception {
        boolean answered = false;
        for (int round = 0; round < 500 && !answered; round++) {
            answered = get("/mailbox", 2).contains(name);
            TimeUnit.MILLISECONDS.sleep(20);
        }
        assertThat(answered).as("an answer of " + name).isTrue();
    }

    private List<String> get(String path, int times) throws Exception {
        List<String> answers = new ArrayList<>();
        for (int time = 0; time < times; time++) {
            answers.add(client.send(request(path), BodyHandlers.ofString()).body());
        }
        return answers;
    }

    private HttpRequest request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .build();
    }
}
