package dev.signet.identitypool.oidcprovider;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The claims of a token, read strictly: a name that comes twice or a time that is no plain number is no token at all.
 * Nothing here is trusted before the signature was verified.
 */
final class Claims {
    private static final long LAST_SECOND = 253_402_300_799L;
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final JsonNode json;

    private Claims(JsonNode json) {
        this.json = json;
    }

    static Claims parse(byte[] payload) throws MalformedTokenException {
        try {
            JsonNode json = JSON.readTree(payload);
            if (json == null || !json.isObject()) {
                throw new MalformedTokenException("The payload is no JSON object");
            }
            return new Claims(json);
        } catch (IOException e) {
            throw new MalformedTokenException("The payload is no JSON: " + e.getMessage());
        }
    }

    /** All claims, as Java maps, lists, strings, numbers and booleans. */
    Map<String, Object> all() {
        return JSON.convertValue(json, new TypeReference<>() {});
    }

    /** A claim that is text, empty when it is absent or empty. */
    Optional<String> text(String name) throws MalformedTokenException {
        JsonNode value = json.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!isText(value)) {
            throw new MalformedTokenException(name + " is no text");
        }
        return Optional.of(value.textValue()).filter(text -> !text.isEmpty());
    }

    /** A claim that is one text or a list of texts. */
    List<String> texts(String name) throws MalformedTokenException {
        JsonNode value = json.path(name);
        if (!value.isArray()) {
            return text(name).map(List::of).orElse(List.of());
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode element : value) {
            if (!isText(element)) {
                throw new MalformedTokenException(name + " holds something that is no text");
            }
            texts.add(element.textValue());
        }
        return texts;
    }

    /** A claim that is a time in seconds since 1970. */
    Optional<Instant> time(String name) throws MalformedTokenException {
        JsonNode value = json.path(name);
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        double seconds = value.isNumber() ? value.doubleValue() : Double.NaN;
        if (!(seconds >= 0 && seconds <= LAST_SECOND)) {
            throw new MalformedTokenException(name + " is no time");
        }
        return Optional.of(Instant.ofEpochSecond((long) seconds));
    }

    /** U+0000 cannot be stored, and half a surrogate pair would be stored as another text. */
    private static boolean isText(JsonNode value) {
        return value.isTextual()
                && value.textValue()
                        .codePoints()
                        .noneMatch(point -> point == 0 || Character.getType(point) == Character.SURROGATE);
    }
}
