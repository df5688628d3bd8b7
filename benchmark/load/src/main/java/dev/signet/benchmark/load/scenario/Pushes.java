package dev.signet.benchmark.load.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signet.benchmark.load.generator.Measured;
import dev.signet.benchmark.load.generator.Prepared;
import dev.signet.benchmark.load.suite.Json;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;
import org.HdrHistogram.Histogram;

/** A change reaches the other devices: from the acknowledged write to each device's receipt. */
public final class Pushes implements Scenario, AutoCloseable {
    private static final long LONGEST_SECONDS = 10;

    private final World world;
    private final Datasets.Place place;
    private final int devices;
    private final Listeners listeners;
    private Duration pace = Duration.ZERO;

    private Pushes(World world, Datasets.Place place, int devices, Listeners listeners) {
        this.world = world;
        this.place = place;
        this.devices = devices;
        this.listeners = listeners;
    }

    /** Registers devices that follow a dataset of this name, all of one identity, and opens the live connection of each. */
    public static Pushes to(World world, String name, int devices) {
        Identity identity = world.identities().getFirst();
        var place = new Datasets.Place(identity, name);
        List<String> ids = identity.follow(world, place.path(), name, 0, devices);
        List<Prepared> connects =
                ids.stream().map(id -> identity.listen(world, id)).toList();
        return new Pushes(world, place, devices, Listeners.open(world.suite().endpoint(), connects));
    }

    @Override
    public String id() {
        return "push-" + devices;
    }

    @Override
    public String title() {
        return "Push to " + devices + (devices == 1 ? " device" : " devices");
    }

    /** Writes again and again until the time is over, each time when all devices know of the write before. */
    @Override
    public Slice round(Duration time, int batch) {
        Meter meter = world.meter();
        meter.leg(() -> pushes(time));
        return meter.slice();
    }

    /** How long it took in the last round from one write to the next. */
    public Duration pace() {
        return pace;
    }

    private Measured pushes(Duration time) {
        Histogram histogram = new Histogram(3);
        long begin = System.nanoTime();
        long lost = 0;
        int writes = 0;
        do {
            lost += push(histogram);
            writes++;
        } while (System.nanoTime() - begin < time.toNanos());
        long took = System.nanoTime() - begin;
        pace = Duration.ofNanos(took / writes);
        List<String> closed = listeners.closed();
        return Measured.of(histogram, took / 1e9, lost + closed.size(), String.join(", ", closed));
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
