package dev.signet.notification.publish;

import dev.signet.notification.Refusals;
import dev.signet.notification.application.Platform;
import dev.signet.notification.delivery.Push;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.sns.model.PublishRequest;

/**
 * A message as SNS takes it: one text for all, or one for each platform.
 *
 * @param plain the text for platforms that have none of their own
 * @param byPlatform each platform's own JSON, when the message's structure is {@code json}
 * @param attributes {@code AWS.SNS.MOBILE.*} message attributes
 */
record PublishedMessage(String plain, Map<String, String> byPlatform, Map<String, String> attributes) {
    private static final String ATTRIBUTE_PREFIX = "AWS.SNS.MOBILE.";
    private static final Map<String, Pattern> OPTIONS = Map.of(
            "TTL", Pattern.compile("\\d{1,7}"),
            "PUSH_TYPE", Pattern.compile("alert|background|voip|complication|fileprovider|mdm|location|liveactivity"),
            "PRIORITY", Pattern.compile("5|10"),
            "TOPIC", Pattern.compile("[A-Za-z0-9.-]{1,256}"),
            "COLLAPSE_ID", Pattern.compile("[\\x20-\\x7e]{1,64}"));

    static PublishedMessage of(PublishRequest request) {
        Map<String, String> attributes = new HashMap<>();
        request.messageAttributes().forEach((name, value) -> {
            if (name.startsWith(ATTRIBUTE_PREFIX) && value.stringValue() != null) {
                attributes.put(name.substring(ATTRIBUTE_PREFIX.length()), value.stringValue());
            }
        });
        @Nullable String structure = request.messageStructure();
        if (structure == null) {
            return new PublishedMessage(request.message(), Map.of(), attributes);
        }
        if (!structure.equals("json")) {
            throw Refusals.invalid("MessageStructure", "Invalid message structure: " + structure);
        }
        return structured(request.message(), attributes);
    }

    private static PublishedMessage structured(String message, Map<String, String> attributes) {
        JsonObject json = object(message, "JSON message body failed to parse");
        Map<String, String> texts = new HashMap<>();
        json.forEach(entry -> {
            if (entry.getValue() instanceof String text) {
                texts.put(entry.getKey(), text);
            }
        });
        String plain = texts.get("default");
        if (plain == null) {
            throw Refusals.invalidMessage("No default entry in JSON message body");
        }
        return new PublishedMessage(plain, texts, attributes);
    }

    /** What the push service of {@code platform} is to take. */
    Push pushFor(Platform platform) {
        String own = byPlatform.get(platform.name());
        JsonObject payload =
                switch (platform) {
                    case GCM -> own == null ? fcmPlain() : fcm(own);
                    case APNS, APNS_SANDBOX ->
                        own == null
                                ? new JsonObject().put("aps", new JsonObject().put("alert", plain))
                                : apns(own, platform);
                };
        return new Push(payload.encode(), options(platform));
    }

    private JsonObject fcmPlain() {
        return new JsonObject().put("data", new JsonObject().put("default", plain));
    }

    /** An HTTP v1 message as it is, or an old one put into its form. */
    private static JsonObject fcm(String own) {
        JsonObject json = object(own, "The payload for GCM is not JSON");
        if (json.getValue("fcmV1Message") instanceof JsonObject v1) {
            return v1.getValue("message") instanceof JsonObject message ? message : v1;
        }
        JsonObject message = new JsonObject();
        if (json.getValue("notification") instanceof JsonObject notification) {
            message.put("notification", notification);
        }
        if (json.getValue("data") instanceof JsonObject data) {
            JsonObject texts = new JsonObject();
            data.forEach(entry -> texts.put(entry.getKey(), String.valueOf(entry.getValue())));
            message.put("data", texts);
        }
        return message;
    }

    private static JsonObject apns(String own, Platform platform) {
        JsonObject json = object(own, "The payload for " + platform + " is not JSON");
        if (json.containsKey("aps") && !(json.getValue("aps") instanceof JsonObject)) {
            throw Refusals.invalidMessage("The payload for " + platform + " has an aps that is no JSON object");
        }
        return json;
    }

    private Map<String, String> options(Platform platform) {
        Map<String, String> options = new HashMap<>();
        for (String prefix : prefixes(platform)) {
            attributes.forEach((name, value) -> {
                if (name.startsWith(prefix)) {
                    String option = name.substring(prefix.length());
                    options.put(option, checked(name, option, value));
                }
            });
        }
        return options;
    }

    /**
     * What the names of a platform's attributes begin with; the last decides. Google's platform has a new name beside its
     * old one, and for most options Apple's sandbox has no names of its own.
     */
    private static List<String> prefixes(Platform platform) {
        return switch (platform) {
            case GCM -> List.of("GCM.", "FCM.");
            case APNS -> List.of("APNS.");
            case APNS_SANDBOX -> List.of("APNS.", "APNS_SANDBOX.");
        };
    }

    private static String checked(String attribute, String option, String value) {
        Pattern allowed = OPTIONS.get(option);
        if (allowed == null || !allowed.matcher(value).matches()) {
            throw Refusals.invalid("MessageAttributes", "Invalid value for " + ATTRIBUTE_PREFIX + attribute);
        }
        return value;
    }

    private static JsonObject object(String json, String complaint) {
        try {
            return new JsonObject(json);
        } catch (DecodeException | ClassCastException _) {
            throw Refusals.invalidMessage(complaint);
        }
    }
}
