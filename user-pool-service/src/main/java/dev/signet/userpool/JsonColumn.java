package dev.signet.userpool;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vertx.core.json.JsonObject;
import jakarta.persistence.AttributeConverter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Keeps an immutable value in a {@code jsonb} column; members that a newer version wrote are passed over. */
public abstract class JsonColumn<T> implements AttributeConverter<T, JsonObject> {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false)
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .visibility(PropertyAccessor.GETTER, JsonAutoDetect.Visibility.NONE)
            .visibility(PropertyAccessor.IS_GETTER, JsonAutoDetect.Visibility.NONE)
            .visibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY)
            .build();
    private static final TypeReference<Map<String, Object>> MEMBERS = new TypeReference<>() {};

    private final Class<T> type;

    protected JsonColumn(Class<T> type) {
        this.type = type;
    }

    @Override
    public @Nullable JsonObject convertToDatabaseColumn(@Nullable T value) {
        return value == null ? null : new JsonObject(JSON.convertValue(value, MEMBERS));
    }

    @Override
    public @Nullable T convertToEntityAttribute(@Nullable JsonObject column) {
        return column == null ? null : JSON.convertValue(column.getMap(), type);
    }
}
