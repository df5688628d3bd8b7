package dev.signet.wire.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.document.Document;

/** Reads a JSON object into a structure: unknown members are ignored, anything broken is refused. */
public final class JsonReader {
    private static final int DEEPEST = 64;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxNumberLength(100)
                    .maxNameLength(4096)
                    .build())
            .build();

    private JsonReader() {}

    /** Reads the body into the structure's builder. */
    public static void read(byte[] body, Plan.Structure plan, SdkPojo builder) {
        try (var parser = FACTORY.createParser(Text.decode(body))) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw Malformed.because("The request is not a JSON object");
            }
            members(parser, plan, builder);
            if (parser.nextToken() != null) {
                throw Malformed.because("Something follows the JSON object");
            }
        } catch (JsonProcessingException e) {
            // the parser's own message quotes what it read, which may be a secret
            var at = e.getLocation();
            throw Malformed.because(
                    at == null
                            ? "The request is not valid JSON"
                            : "The request is not valid JSON at line " + at.getLineNr() + ", column "
                                    + at.getColumnNr());
        } catch (IOException e) {
            throw new IllegalStateException("a text in memory cannot be read", e);
        }
    }

    private static void members(JsonParser parser, Plan.Structure plan, SdkPojo builder) throws IOException {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var member = plan.inBody(parser.currentName());
            parser.nextToken();
            if (member == null) {
                parser.skipChildren();
                continue;
            }
            var value = value(parser, member.plan());
            if (value != null) {
                member.set(builder, value);
            }
        }
    }

    private static @Nullable Object value(JsonParser parser, Plan plan) throws IOException {
        if (plan == Plan.Scalar.DOCUMENT) {
            return document(parser);
        }
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return null;
        }
        return switch (plan) {
            case Plan.Scalar scalar -> scalar(parser, scalar);
            case Plan.Sequence sequence -> list(parser, sequence);
            case Plan.Dictionary dictionary -> map(parser, dictionary);
            case Plan.Structure structure -> structure(parser, structure);
        };
    }

    private static SdkPojo structure(JsonParser parser, Plan.Structure plan) throws IOException {
        expect(parser, JsonToken.START_OBJECT, "a structure");
        var builder = plan.start();
        members(parser, plan, builder);
        return Values.build(builder);
    }

    private static List<@Nullable Object> list(JsonParser parser, Plan.Sequence plan) throws IOException {
        expect(parser, JsonToken.START_ARRAY, "a list");
        var list = new ArrayList<@Nullable Object>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            list.add(value(parser, plan.item()));
        }
        return list;
    }

    private static Map<String, @Nullable Object> map(JsonParser parser, Plan.Dictionary plan) throws IOException {
        expect(parser, JsonToken.START_OBJECT, "a map");
        var map = new LinkedHashMap<String, @Nullable Object>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var key = Text.accept(parser.currentName());
            parser.nextToken();
            map.put(key, value(parser, plan.value()));
        }
        return map;
    }

    private static Object scalar(JsonParser parser, Plan.Scalar plan) throws IOException {
        return switch (plan) {
            case STRING -> string(parser, "a String");
            case INTEGER -> integer(parser);
            case LONG -> whole(parser, "a Long");
            case DOUBLE -> number(parser, "a Double").getDoubleValue();
            case FLOAT -> number(parser, "a Float").getFloatValue();
            case BOOLEAN -> bool(parser);
            case INSTANT ->
                Instants.ofEpochSeconds(number(parser, "a Timestamp").getDecimalValue());
            case BLOB -> blob(string(parser, "a Blob"));
            case DOCUMENT -> document(parser);
        };
    }

    private static String string(JsonParser parser, String wanted) throws IOException {
        expect(parser, JsonToken.VALUE_STRING, wanted);
        return Text.accept(parser.getText());
    }

    private static boolean bool(JsonParser parser) {
        return switch (parser.currentToken()) {
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> throw Malformed.cannotBe(found(parser), "a Boolean");
        };
    }

    private static JsonParser number(JsonParser parser, String wanted) {
        if (!parser.currentToken().isNumeric()) {
            throw Malformed.cannotBe(found(parser), wanted);
        }
        return parser;
    }

    private static int integer(JsonParser parser) throws IOException {
        var value = whole(parser, "an Integer");
        if (value != (int) value) {
            throw Malformed.because("A number is out of the range of an Integer");
        }
        return (int) value;
    }

    private static long whole(JsonParser parser, String wanted) throws IOException {
        expect(parser, JsonToken.VALUE_NUMBER_INT, wanted);
        return switch (parser.getNumberType()) {
            case INT, LONG -> parser.getLongValue();
            default -> throw Malformed.because("A number is out of the range of a Long");
        };
    }

    static SdkBytes blob(String base64) {
        try {
            return SdkBytes.fromByteArrayUnsafe(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException _) {
            throw Malformed.because("A blob is not valid base64");
        }
    }

    private static Document document(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_NULL -> Document.fromNull();
            case VALUE_TRUE, VALUE_FALSE -> Document.fromBoolean(parser.getBooleanValue());
            case VALUE_STRING -> Document.fromString(Text.accept(parser.getText()));
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Document.fromNumber(parser.getText());
            case START_ARRAY -> {
                var list = new ArrayList<Document>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    list.add(document(parser));
                }
                yield Document.fromList(list);
            }
            default -> {
                expect(parser, JsonToken.START_OBJECT, "a Document");
                var map = new HashMap<String, Document>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    var key = Text.accept(parser.currentName());
                    parser.nextToken();
                    map.put(key, document(parser));
                }
                yield Document.fromMap(map);
            }
        };
    }

    private static void expect(JsonParser parser, JsonToken token, String wanted) {
        if (parser.currentToken() != token) {
            throw Malformed.cannotBe(found(parser), wanted);
        }
    }

    private static String found(JsonParser parser) {
        return switch (parser.currentToken()) {
            case VALUE_STRING -> "STRING_VALUE";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "NUMBER_VALUE";
            case VALUE_TRUE -> "TRUE_VALUE";
            case VALUE_FALSE -> "FALSE_VALUE";
            case START_OBJECT -> "START_OBJECT";
            case START_ARRAY -> "START_ARRAY";
            default -> "NULL_VALUE";
        };
    }
}
