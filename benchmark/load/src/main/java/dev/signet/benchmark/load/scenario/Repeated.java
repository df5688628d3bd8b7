package dev.signet.benchmark.load.scenario;

import dev.signet.benchmark.load.generator.Prepared;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/** A scenario of one call that can be made again and again. */
record Repeated(World world, String id, String title, Supplier<List<Prepared>> requests) implements Scenario {
    @Override
    public Slice round(Duration time, int batch) {
        List<Prepared> prepared = requests.get();
        Meter meter = world.meter();
        meter.leg(() -> world.generator().during(prepared, time));
        return meter.slice();
    }
}
