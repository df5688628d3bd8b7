package dev.signet.notification.delivery;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What a push service is to take to a device.
 *
 * @param payload the push service's own JSON, less the device's token
 * @param options what the sender asked for beside it, such as {@code PUSH_TYPE}, {@code TTL}, {@code PRIORITY},
 *     {@code TOPIC}, {@code COLLAPSE_ID}
 */
public record Push(String payload, Map<String, String> options) {
    public Push {
        options = Map.copyOf(options);
    }

    /** How long after it was published the push is of use, if the sender said so. */
    public Optional<Duration> timeToLive() {
        return Optional.ofNullable(options.get("TTL")).map(Long::parseLong).map(Duration::ofSeconds);
    }

    String toJson() {
        return new JsonObject()
                .put("payload", payload)
                .put("options", new JsonObject(Map.copyOf(options)))
                .encode();
    }

    static Push fromJson(String json) {
        JsonObject object = new JsonObject(json);
        Map<String, String> options = new java.util.HashMap<>();
        object.getJsonObject("options").forEach(option -> options.put(option.getKey(), (String) option.getValue()));
        return new Push(object.getString("payload"), options);
    }
}
