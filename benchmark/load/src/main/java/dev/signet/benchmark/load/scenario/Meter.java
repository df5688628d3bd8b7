package dev.signet.benchmark.load.scenario;

import dev.signet.benchmark.load.generator.Measured;
import dev.signet.benchmark.load.suite.ProcessTree;
import dev.signet.benchmark.load.suite.RunningSuite;
import dev.signet.benchmark.load.suite.Usage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Reads what every process uses while something is measured, leg by leg. */
public final class Meter {
    private final RunningSuite suite;
    private final List<Measured> legs = new ArrayList<>();
    private final Map<String, ProcessTree> more = new LinkedHashMap<>();
    private Usage usage = Usage.NONE;

    public Meter(RunningSuite suite) {
        this.suite = suite;
    }

    /** Reads a process as well that is not of the suite. */
    public Meter with(String part, ProcessTree process) {
        more.put(part, process);
        return this;
    }

    /** Measures one leg. */
    public Measured leg(Supplier<Measured> work) {
        Usage before = suite.usage(more);
        Measured measured = work.get();
        usage = usage.plus(suite.usage(more).since(before));
        legs.add(measured);
        return measured;
    }

    /** All legs together. */
    public Slice slice() {
        return Slice.of(legs, usage);
    }
}
