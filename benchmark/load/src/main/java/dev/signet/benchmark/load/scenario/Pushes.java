package dev.signet.benchmark.load.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signet.benchmark.load.generator.Measured;
import dev.signet.benchmark.load.generator.Prepared;
import dev.signet.benchmark.load.suite.Json;
import dev.signet.benchmark.load.suite.Usage;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import org.HdrHistogram.Histogram;

/** A change reaches the other devices: from the acknowledged write to each device's receipt. */
public final class Pushes implements AutoCloseable {
    private static final long LONGEST_SECONDS = 10;
    private static final double MILLI = 1e6;

    private final World world;
    private final Datasets.Place place;
    private final Listeners listeners;

    private Pushes(World world, Datasets.Place place, Listeners listeners) {
        this.world = world;
        this.place = place;
        this.listeners = listeners;
    }

    /** Registers devices that follow a dataset of this name, all of one identity, and opens the live connection of each. */
    public static Pushes to(World world, String name, int devices) {
        Identity identity = world.identities().getFirst();
        var place = new Datasets.Place(identity, name);
        List<String> ids = identity.follow(world, place.path(), name, 0, devices);
        List<Prepared> connects =
                ids.stream().map(id -> identity.listen(world, id)).toList();
        return new Pushes(world, place, Listeners.open(world.suite().endpoint(), connects));
    }

    /** Writes again and again, each time when all devices know of the write before. */
    public Slice round(int writes) {
        Histogram histogram = new Histogram(3);
        Usage before = world.suite().usage();
        long begin = System.nanoTime();
        long lost = 0;
        for (int write = 0; write < writes; write++) {
            lost += push(histogram);
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        String complaint = String.join(", ", listeners.closed());
        long errors = lost + listeners.closed().size();
        var measured = new Measured(
                histogram.getTotalCount(),
                seconds,
                histogram.getValueAtPercentile(50) / MILLI,
                histogram.getValueAtPercentile(99) / MILLI,
                histogram.getMaxValue() / MILLI,
                errors,
                List.of(),
                List.of(),
                complaint);
        return Slice.of(List.of(measured), world.suite().usage().since(before));
    }

    /** Writes once; tells how many devices never knew. */
    private long push(Histogram histogram) {
        JsonNode known = Json.read(world.calls().send(new Datasets(world).list(place)));
        Prepared write = new Datasets(world).write(place, known);
        listeners.expect(known.get("DatasetSyncCount").asLong() + 1);
        world.calls().send(write);
        long acknowledged = System.nanoTime();
        AtomicLongArray received = listeners.await(LONGEST_SECONDS);
        long lost = 0;
        for (int device = 0; device < received.length(); device++) {
            if (received.get(device) == 0) {
                lost++;
            } else {
                // a push may overtake the answer to the write
                histogram.recordValue(Math.max(0, received.get(device) - acknowledged));
            }
        }
        return lost;
    }

    @Override
    public void close() {
        listeners.close();
    }
}
