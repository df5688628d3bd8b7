package dev.signet.benchmark.load.peer;

import dev.signet.benchmark.load.generator.Measured;
import dev.signet.benchmark.load.scenario.Meter;
import dev.signet.benchmark.load.scenario.Scenario;
import dev.signet.benchmark.load.scenario.Slice;
import dev.signet.benchmark.load.scenario.World;
import dev.signet.benchmark.load.suite.ProcessTree;
import java.time.Duration;
import java.util.Map;

/** What users of a peer do. */
record PeerScenario(World world, String id, String title, Map<String, ProcessTree> processes, Work work)
        implements Scenario {
    /** One round of it. */
    interface Work {
        Measured round(Duration time);
    }

    @Override
    public Slice round(Duration time, int batch) {
        Meter meter = world.meter();
        processes.forEach(meter::with);
        meter.leg(() -> work.round(time));
        return meter.slice();
    }
}
