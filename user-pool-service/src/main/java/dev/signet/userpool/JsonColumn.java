package dev.signet.userpool;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.PropertyAccessor;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.persistence.AttributeConverter;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps an immutable value as JSON in a {@code text} column; members that a newer version wrote are passed over. Where SQL
 * looks into it the column is {@code jsonb}, and the field also needs {@code @JdbcTypeCode(SqlTypes.JSON)}.
 */
public abstract class JsonColumn<T> implements AttributeConverter<T, String> {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false)
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .visibility(PropertyAccessor.GETTER, JsonAutoDetect.Visibility.NONE)
            .visibility(PropertyAccessor.IS_GETTER, JsonAutoDetect.Visibility.NONE)
            .visibility(PropertyAccessor.FIELD, JsonAutoDetect.Visibility.ANY)
            .build();

    private final Class<T> type;
    private final Map<String, T> known;

    protected JsonColumn(Class<T> type) {
        this(type, 0);
    }

    /**
     * @param remembered how many of the values that were read last are kept, where every call reads the same few
     */
    protected JsonColumn(Class<T> type, int remembered) {
        this.type = type;
        this.known = Collections.synchronizedMap(new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, T> eldest) {
                return size() > remembered;
            }
        });
    }

    @Override
    public @Nullable String convertToDatabaseColumn(@Nullable T value) {
        try {
            return value == null ? null : JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("No JSON for " + type, e);
        }
    }

    @Override
    public @Nullable T convertToEntityAttribute(@Nullable String column) {
        if (column == null) {
            return null;
        }
        T value = known.get(column);
        return value == null ? read(column) : value;
    }

    private T read(String column) {
        try {
            T value = JSON.readValue(column, type);
            known.put(column, value);
            return value;
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A stored " + type.getSimpleName() + " cannot be read", e);
        }
    }
}
