package dev.signet.chaos.history;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Histories as JSON, an entry a line. */
public final class Lines {
    private static final JsonMapper JSON = mapper();

    private Lines() {}

    private static JsonMapper mapper() {
        var mapper = JsonMapper.builder()
                .defaultPropertyInclusion(
                        JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        Stream.of(Entry.class, Op.class, Answer.class).flatMap(Lines::kinds).forEach(mapper::registerSubtypes);
        return mapper.build();
    }

    /** The records that a sealed interface permits, also by way of others. */
    private static Stream<Class<?>> kinds(Class<?> type) {
        return type.isSealed() ? Stream.of(type.getPermittedSubclasses()).flatMap(Lines::kinds) : Stream.of(type);
    }

    public static String write(Entry entry) {
        try {
            return JSON.writerFor(Entry.class).writeValueAsString(entry);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("An entry has no JSON: " + entry, e);
        }
    }

    public static Entry read(String line) {
        try {
            return JSON.readValue(line, Entry.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("No line of a history: " + line, e);
        }
    }

    public static List<Entry> read(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.map(Lines::read).toList();
        }
    }
}
