package dev.signet.events.cloud;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.signet.events.Event;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import org.jspecify.annotations.Nullable;

/** The JSON of an event's data: its record's components by name, instants in ISO 8601, nothing for null. */
public final class EventJson {
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .build())
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            .build();

    private EventJson() {}

    public static String write(Event event) {
        try {
            return MAPPER.writeValueAsString(event);
        } catch (JacksonException e) {
            throw new IllegalArgumentException(
                    "An event of type " + event.getClass().getSimpleName() + " has no JSON", e);
        }
    }

    /**
     * Reads an event; members that are unknown are passed over, so that a newer writer may add some.
     *
     * @throws PoisonMessage when it is not JSON of this type or lacks a member
     */
    public static <E extends Event> E read(byte[] json, Class<E> type) {
        E event;
        try {
            event = MAPPER.readValue(json, type);
        } catch (JacksonException e) {
            throw new PoisonMessage("not JSON of a " + type.getSimpleName() + at(e));
        } catch (IOException e) {
            throw new IllegalStateException("Reading from memory failed", e);
        }
        if (event == null) {
            throw new PoisonMessage("JSON null in place of a " + type.getSimpleName());
        }
        for (RecordComponent component : type.getRecordComponents()) {
            requirePresent(event, component);
        }
        return event;
    }

    private static void requirePresent(Event event, RecordComponent component) {
        if (component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
            return;
        }
        try {
            var accessor = component.getAccessor();
            accessor.setAccessible(true);
            if (accessor.invoke(event) == null) {
                throw new PoisonMessage(event.getClass().getSimpleName() + " without " + component.getName());
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("A record's component cannot be read", e);
        }
    }

    private static String at(JacksonException e) {
        return e.getLocation() == null ? "" : " at byte " + e.getLocation().getByteOffset();
    }
}
