package dev.signet.chaos.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.chaos.push.PushServer.Push;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PushServerTest {
    private final PushServer server = PushServer.start();
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<Push> heard = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() {
        client.shutdownNow();
        server.close();
    }

    @Test
    void tellsTheListenerWhatItTook() throws Exception {
        // Given
        server.listen("one", heard::add);

        // When
        int status = push(
                "one",
                "{\"identityPoolId\":\"p\",\"identityId\":\"ada\",\"datasetName\":\"notes\",\"syncCount\":\"7\"}");

        // Then
        assertThat(status).isEqualTo(200);
        assertThat(heard).containsExactly(new Push("p", "ada", "notes", 7));
        assertThat(server.taken("one")).isEqualTo(7);
    }

    @Test
    void refusesWhatIsNoPushOfASyncCount() throws Exception {
        // When / Then
        assertThat(push("one", "{}")).isEqualTo(400);
        assertThat(server.taken("one")).isZero();
    }

    @Test
    void hangsForOneDeviceAndTakesThePushesToOthers() throws Exception {
        // Given
        server.listen("one", heard::add);
        server.hang("one");

        // When / Then
        assertThatThrownBy(() -> push("one", "{\"syncCount\":\"1\"}")).isInstanceOf(HttpTimeoutException.class);
        assertThat(push("other", "{\"syncCount\":\"2\"}")).isEqualTo(200);
        assertThat(heard).isEmpty();
    }

    @Test
    void takesNothingWhileItHangsForAllAndAllOnceItAnswers() throws Exception {
        // Given
        server.hang();

        // When / Then
        assertThatThrownBy(() -> push("one", "{\"syncCount\":\"1\"}")).isInstanceOf(HttpTimeoutException.class);
        server.answer();
        assertThat(push("one", "{\"syncCount\":\"2\"}")).isEqualTo(200);
        assertThat(server.taken("one")).isEqualTo(2);
    }

    private int push(String token, String data) throws IOException, InterruptedException {
        String url = server.environment().getOrDefault("SIGNET_PUSH_FCM_URL", "");
        String message = "{\"message\":{\"token\":\"%s\",\"data\":%s}}".formatted(token, data);
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/v1/projects/chaos/messages:send"))
                .timeout(Duration.ofMillis(500))
                .POST(HttpRequest.BodyPublishers.ofString(message))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }
}
