package dev.signet.userpool.signin;

import dev.signet.userpool.Refusals;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a client sends along by name: {@code AuthParameters} or {@code ChallengeResponses}. */
record Parameters(Map<String, String> values) {
    private static final String ATTRIBUTE = "userAttributes.";

    /** Refused when absent or empty. */
    String require(String name) {
        return find(name).filter(value -> !value.isEmpty()).orElseThrow(() -> Refusals.missingParameter(name));
    }

    Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** The user attributes among them, by name. */
    Map<String, String> userAttributes() {
        Map<String, String> attributes = new TreeMap<>();
        values.forEach((name, value) -> {
            if (name.startsWith(ATTRIBUTE)) {
                attributes.put(name.substring(ATTRIBUTE.length()), value);
            }
        });
        return attributes;
    }

    @Override
    public String toString() {
        return "Parameters" + values.keySet();
    }
}
