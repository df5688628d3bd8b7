package dev.signet.wire.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Reads the API models that lie beside the code, with what Signet adds to them. */
public final class Models {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String FOLDER = "/dev/signet/wire/models/";

    private final JsonNode model;
    private final JsonNode overlay;

    private Models(JsonNode model, JsonNode overlay) {
        this.model = model;
        this.overlay = overlay;
    }

    /** The service whose SDK model classes are in {@code software.amazon.awssdk.services.<sdkPackage>.model}. */
    public static ServiceModel load(String sdkPackage) {
        return new Models(read(sdkPackage + ".json"), read(sdkPackage + ".overlay.json")).service();
    }

    private static JsonNode read(String file) {
        try (var in = Models.class.getResourceAsStream(FOLDER + file)) {
            if (in == null) {
                throw new IllegalStateException("there is no API model " + file);
            }
            return JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException("the API model " + file + " cannot be read", e);
        }
    }

    private ServiceModel service() {
        var metadata = model.path("metadata");
        var errors = errors();
        return new ServiceModel(
                metadata.path("serviceFullName").asText(),
                metadata.path("signingName")
                        .asText(metadata.path("endpointPrefix").asText()),
                Protocol.named(metadata.path("protocol").asText()),
                metadata.path("targetPrefix").asText(""),
                metadata.path("apiVersion").asText(),
                metadata.path("xmlNamespace").asText(""),
                operations(),
                shapes(),
                errors,
                invalidInput(errors),
                Optional.ofNullable(errors.get(
                        ServiceModel.errorKey(overlay.path("accessDenied").asText()))));
    }

    private ErrorModel invalidInput(Map<String, ErrorModel> errors) {
        var name = overlay.path("invalidInput").asText();
        return errors.getOrDefault(ServiceModel.errorKey(name), new ErrorModel(name, 400));
    }

    private Map<String, OperationModel> operations() {
        var operations = new HashMap<String, OperationModel>();
        model.path("operations").properties().forEach(entry -> {
            var name = entry.getKey();
            var facts = entry.getValue();
            var limit = overlay.path("bodyLimits").path(name);
            operations.put(
                    name,
                    new OperationModel(
                            name,
                            facts.path("http").path("method").asText(),
                            facts.path("http").path("requestUri").asText(),
                            facts.path("authtype").asText("").equals("none"),
                            Optional.ofNullable(
                                    facts.path("input").path("shape").asText(null)),
                            facts.has("output"),
                            limit.isInt() ? OptionalInt.of(limit.asInt()) : OptionalInt.empty()));
        });
        return Map.copyOf(operations);
    }

    private Map<String, ErrorModel> errors() {
        var errors = new HashMap<String, ErrorModel>();
        model.path("shapes").properties().forEach(entry -> {
            var facts = entry.getValue();
            if (facts.path("exception").asBoolean()) {
                var code = facts.path("error").path("code").asText(entry.getKey());
                var otherwise = facts.path("fault").asBoolean() ? 500 : 400;
                var status = facts.path("error").path("httpStatusCode").asInt(otherwise);
                errors.put(ServiceModel.errorKey(entry.getKey()), new ErrorModel(code, status));
            }
        });
        return Map.copyOf(errors);
    }

    private Map<String, Shape> shapes() {
        var shapes = new HashMap<String, Shape>();
        model.path("shapes")
                .properties()
                .forEach(entry -> shapes.put(entry.getKey(), shape(entry.getKey(), entry.getValue())));
        return Map.copyOf(shapes);
    }

    private Shape shape(String name, JsonNode facts) {
        var enumeration = new ArrayList<>(texts(facts.path("enum")));
        enumeration.addAll(texts(overlay.path("enums").path(name)));
        return new Shape(
                facts.path("type").asText(),
                parts(facts),
                Set.copyOf(texts(facts.path("required"))),
                facts.path("min").asLong(Long.MIN_VALUE),
                facts.path("max").asLong(Long.MAX_VALUE),
                Optional.ofNullable(facts.path("pattern").asText(null)),
                List.copyOf(enumeration),
                facts.path("sensitive").asBoolean());
    }

    private static Map<String, String> parts(JsonNode facts) {
        var parts = new LinkedHashMap<String, String>();
        facts.path("members")
                .properties()
                .forEach(member -> parts.put(
                        member.getKey(), member.getValue().path("shape").asText()));
        for (var part : List.of("member", "key", "value")) {
            if (facts.has(part)) {
                parts.put(part, facts.path(part).path("shape").asText());
            }
        }
        return Map.copyOf(parts);
    }

    private static List<String> texts(JsonNode array) {
        var texts = new LinkedHashSet<String>();
        array.forEach(text -> texts.add(text.asText()));
        return List.copyOf(texts);
    }
}
