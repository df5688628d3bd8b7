package dev.signet.identitypool.pool;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;

/** Keeps {@link PoolSettings} as JSON: no query looks inside. */
@Converter
public class PoolSettingsJson implements AttributeConverter<PoolSettings, String> {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public String convertToDatabaseColumn(PoolSettings settings) {
        try {
            return JSON.writeValueAsString(settings);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Pool settings cannot be written", e);
        }
    }

    @Override
    public PoolSettings convertToEntityAttribute(String json) {
        try {
            return JSON.readValue(json, PoolSettings.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Pool settings cannot be read", e);
        }
    }
}
