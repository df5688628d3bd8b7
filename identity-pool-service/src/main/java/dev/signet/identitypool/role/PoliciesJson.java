package dev.signet.identitypool.role;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.SortedMap;
import java.util.TreeMap;

/** Keeps a role's inline policies as JSON, each document to the letter as it was given. */
@Converter
public class PoliciesJson implements AttributeConverter<SortedMap<String, String>, String> {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public String convertToDatabaseColumn(SortedMap<String, String> policies) {
        try {
            return JSON.writeValueAsString(policies);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A role's policies cannot be written", e);
        }
    }

    @Override
    public SortedMap<String, String> convertToEntityAttribute(String json) {
        try {
            return JSON.readValue(json, new TypeReference<TreeMap<String, String>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("A role's policies cannot be read", e);
        }
    }
}
