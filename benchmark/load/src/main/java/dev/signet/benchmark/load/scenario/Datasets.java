package dev.signet.benchmark.load.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signet.benchmark.load.generator.Prepared;
import dev.signet.benchmark.load.suite.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Datasets of members that are read and written: ten records each. */
public final class Datasets {
    private static final int RECORDS = 10;
    private static final int PER_IDENTITY = 8;

    private final World world;

    public Datasets(World world) {
        this.world = world;
    }

    /** A dataset of an identity. */
    record Place(Identity identity, String name) {
        String path() {
            return "/datasets/" + name;
        }
    }

    List<Place> places(int count) {
        List<Identity> identities = world.identities();
        return IntStream.range(0, count)
                .mapToObj(number -> new Place(
                        identities.get(number / PER_IDENTITY % identities.size()),
                        "dataset-" + number % PER_IDENTITY + "-" + number / PER_IDENTITY / identities.size()))
                .toList();
    }

    Prepared list(Place place) {
        return place.identity().sync(world, "GET", place.path() + "/records", Map.of());
    }

    /** Makes datasets of ten records, numbered from {@code first} to before {@code end}. */
    public void make(Identity identity, int first, int end) {
        List<Place> places = IntStream.range(first, end)
                .mapToObj(number -> new Place(identity, "near-" + number))
                .toList();
        world.generator().surely(writes(places), "ResourceConflictException");
    }

    /** Reads each dataset and prepares the write of all its records that follows. */
    List<Prepared> writes(int count) {
        return writes(places(count));
    }

    private List<Prepared> writes(List<Place> places) {
        List<byte[]> known =
                world.generator().surely(places.stream().map(this::list).toList(), "");
        return IntStream.range(0, places.size())
                .mapToObj(at -> write(places.get(at), Json.read(known.get(at))))
                .toList();
    }

    /** Reads of datasets that hold their records. */
    List<Prepared> reads(int count) {
        List<Place> places = places(count);
        world.generator().surely(writes(count), "ResourceConflictException");
        return places.stream().map(this::list).toList();
    }

    Prepared write(Place place, JsonNode known) {
        Map<String, Long> counts = new HashMap<>();
        known.path("Records")
                .forEach(each -> counts.put(
                        each.get("Key").asText(), each.get("SyncCount").asLong()));
        List<Map<String, ?>> patches = IntStream.range(0, RECORDS)
                .mapToObj(number -> "record-" + number)
                .<Map<String, ?>>map(key -> Map.of(
                        "Op",
                        "replace",
                        "Key",
                        key,
                        "Value",
                        "a value of some forty characters, number " + System.nanoTime(),
                        "SyncCount",
                        counts.getOrDefault(key, 0L)))
                .toList();
        return place.identity()
                .sync(
                        world,
                        "POST",
                        place.path(),
                        Map.of("SyncSessionToken", known.get("SyncSessionToken").asText(), "RecordPatches", patches));
    }
}
