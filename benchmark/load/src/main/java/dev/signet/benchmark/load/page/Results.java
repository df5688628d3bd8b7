package dev.signet.benchmark.load.page;

import dev.signet.benchmark.load.suite.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The findings of all parts, each kept in a file as soon as it is there. */
public final class Results {
    private final Path folder;
    private final Map<String, Findings> parts = new LinkedHashMap<>();

    public Results(Path folder) {
        this.folder = folder;
    }

    /** Takes over what an earlier run of the same commit has found of a part. */
    public boolean recall(String part, String commit) {
        Path file = file(part);
        try {
            if (!Files.exists(file)) {
                return false;
            }
            Findings found = Json.read(Files.readString(file), Findings.class);
            if (!found.commit().equals(commit)) {
                return false;
            }
            parts.put(part, found);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Keeps what a part has found. */
    public void keep(Findings found) {
        parts.put(found.part(), found);
        try {
            Files.createDirectories(folder);
            Files.writeString(file(found.part()), Json.write(found));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path file(String part) {
        return folder.resolve(part + ".json");
    }

    public boolean has(String part) {
        return parts.containsKey(part);
    }

    public Map<String, Findings> parts() {
        return java.util.Collections.unmodifiableMap(parts);
    }

    /** A measurement, wherever it was taken. */
    public Optional<Line> line(String id) {
        return parts.values().stream()
                .flatMap(found -> found.lines().stream())
                .filter(line -> line.id().equals(id))
                .findFirst();
    }

    /** A figure of a measurement over that of another; empty where either was not taken. */
    public Optional<Double> ratio(String one, String other, Function<Line, Double> figure) {
        return line(one)
                .map(figure)
                .flatMap(above ->
                        line(other).map(figure).filter(below -> below > 0).map(below -> above / below));
    }

    /** A figure, whichever part found it. */
    public Optional<Double> fact(String name) {
        return parts.values().stream()
                .flatMap(found -> found.facts().entrySet().stream())
                .filter(fact -> fact.getKey().equals(name))
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
