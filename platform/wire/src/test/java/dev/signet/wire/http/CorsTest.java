package dev.signet.wire.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(CorsTest.OneOrigin.class)
class CorsTest {
    public static final class OneOrigin implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("signet.wire.cors-origins", "https://app.example.com");
        }
    }

    @Test
    void anAllowedOriginIsNamed() {
        var answer = callFrom("https://app.example.com");

        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains("https://app.example.com");
        assertThat(answer.headers().firstValue("Vary")).contains("Origin");
    }

    @Test
    void anotherOriginIsNotAllowed() {
        var answer = callFrom("https://evil.example.com");

        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
        assertThat(answer.headers().firstValue("Vary")).contains("Origin");
    }

    private static HttpResponse<String> callFrom(String origin) {
        return TestClients.send("/", request -> request.header("Origin", origin).POST(BodyPublishers.ofString("{}")));
    }
}
