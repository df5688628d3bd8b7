package dev.signet.benchmark.load.scenario;

import dev.signet.benchmark.load.generator.Prepared;
import java.time.Duration;
import java.util.List;

/** Members write ten records of a dataset. */
record Updates(World world, Datasets datasets) implements Scenario {
    @Override
    public String id() {
        return "update-records";
    }

    @Override
    public String title() {
        return "UpdateRecords of 10 records";
    }

    @Override
    public Slice round(Duration time, int batch) {
        List<Prepared> writes = datasets.writes(batch);
        Meter meter = world.meter();
        meter.leg(() -> world.generator().each(writes));
        return meter.slice();
    }
}
