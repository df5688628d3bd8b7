package dev.signet.benchmark.load.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signet.benchmark.load.suite.Json;

/** What a sign-in gives. */
public record Tokens(String id, String access, String refresh) {
    /** Reads the answer to a sign-in. */
    public static Tokens of(byte[] answer) {
        JsonNode result = Json.read(answer).get("AuthenticationResult");
        if (result == null) {
            throw new IllegalStateException(
                    "No tokens: " + new String(answer, java.nio.charset.StandardCharsets.UTF_8));
        }
        return new Tokens(
                result.get("IdToken").asText(),
                result.get("AccessToken").asText(),
                result.path("RefreshToken").asText(""));
    }

    @Override
    public String toString() {
        return "Tokens[*]";
    }
}
