package dev.signet.benchmark.load.limit;

import dev.signet.benchmark.load.generator.Measured;
import dev.signet.benchmark.load.scenario.Meter;
import dev.signet.benchmark.load.scenario.Scenario;
import dev.signet.benchmark.load.scenario.Slice;
import dev.signet.benchmark.load.scenario.World;
import dev.signet.benchmark.load.suite.Processors;
import java.time.Duration;

/** Bare work of the processor, on as many threads as there are processors, in this process. */
public record Computation(World world, String id, String title, Runnable work) implements Scenario {
    /** A few lines that are compiled soon. */
    @Override
    public Duration warmUp(Duration usual) {
        return usual.dividedBy(6);
    }

    @Override
    public Slice round(Duration time, int batch) {
        Meter meter = world.meter();
        Measured _ = meter.leg(() -> Processors.asServer(() -> Threads.repeat(work, time)));
        return meter.slice();
    }
}
