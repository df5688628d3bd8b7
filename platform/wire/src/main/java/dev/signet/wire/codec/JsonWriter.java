package dev.signet.wire.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import java.io.IOException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.document.Document;

/** Writes a structure as JSON: absent members are left out. */
public final class JsonWriter {
    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonWriter() {}

    public static byte[] write(SdkPojo pojo, Plan.Structure plan) {
        try (var out = new ByteArrayBuilder()) {
            try (var json = FACTORY.createGenerator(out)) {
                structure(json, plan, pojo);
            }
            return out.toByteArray();
        } catch (IOException e) {
            throw new IllegalStateException("an answer cannot be written", e);
        }
    }

    private static void structure(JsonGenerator json, Plan.Structure plan, SdkPojo pojo) throws IOException {
        json.writeStartObject();
        for (var member : plan.members()) {
            var value = member.of(pojo);
            if (value != null) {
                json.writeFieldName(member.name());
                value(json, member.plan(), value);
            }
        }
        json.writeEndObject();
    }

    private static void value(JsonGenerator json, Plan plan, @Nullable Object value) throws IOException {
        if (value == null) {
            json.writeNull();
            return;
        }
        switch (plan) {
            case Plan.Scalar scalar -> scalar(json, scalar, value);
            case Plan.Structure structure -> structure(json, structure, (SdkPojo) value);
            case Plan.Sequence sequence -> {
                json.writeStartArray();
                for (var item : (List<?>) value) {
                    value(json, sequence.item(), item);
                }
                json.writeEndArray();
            }
            case Plan.Dictionary dictionary -> {
                json.writeStartObject();
                for (var entry : ((Map<?, ?>) value).entrySet()) {
                    json.writeFieldName((String) entry.getKey());
                    value(json, dictionary.value(), entry.getValue());
                }
                json.writeEndObject();
            }
        }
    }

    private static void scalar(JsonGenerator json, Plan.Scalar plan, Object value) throws IOException {
        switch (plan) {
            case STRING -> json.writeString((String) value);
            case INTEGER -> json.writeNumber((Integer) value);
            case LONG -> json.writeNumber((Long) value);
            case DOUBLE -> json.writeNumber((Double) value);
            case FLOAT -> json.writeNumber((Float) value);
            case BOOLEAN -> json.writeBoolean((Boolean) value);
            case INSTANT -> json.writeNumber(Instants.toEpochSeconds((Instant) value));
            case BLOB -> json.writeString(Base64.getEncoder().encodeToString(((SdkBytes) value).asByteArrayUnsafe()));
            case DOCUMENT -> document(json, (Document) value);
        }
    }

    private static void document(JsonGenerator json, Document document) throws IOException {
        if (document.isNull()) {
            json.writeNull();
        } else if (document.isBoolean()) {
            json.writeBoolean(document.asBoolean());
        } else if (document.isNumber()) {
            json.writeNumber(document.asNumber().stringValue());
        } else if (document.isString()) {
            json.writeString(document.asString());
        } else if (document.isList()) {
            json.writeStartArray();
            for (var item : document.asList()) {
                document(json, item);
            }
            json.writeEndArray();
        } else {
            json.writeStartObject();
            for (var entry : document.asMap().entrySet()) {
                json.writeFieldName(entry.getKey());
                document(json, entry.getValue());
            }
            json.writeEndObject();
        }
    }
}
