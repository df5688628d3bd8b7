package dev.signet.benchmark.load.run;

import dev.signet.benchmark.load.page.Findings;
import dev.signet.benchmark.load.page.Line;
import dev.signet.benchmark.load.scenario.Scenario;
import dev.signet.benchmark.load.scenario.Sizes;
import dev.signet.benchmark.load.scenario.Slice;
import dev.signet.benchmark.load.scenario.World;
import dev.signet.benchmark.load.suite.RunningSuite;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a part measures with, and what it has found so far. */
public final class Run {
    private final RunningSuite suite;
    private final World world;
    private final Options options;
    private final Progress progress;
    private final List<Line> lines = new ArrayList<>();
    private final Map<String, Double> facts = new LinkedHashMap<>();

    public Run(RunningSuite suite, World world, Options options, Progress progress) {
        this.suite = suite;
        this.world = world;
        this.options = options;
        this.progress = progress;
    }

    public RunningSuite suite() {
        return suite;
    }

    public World world() {
        return world;
    }

    public Options options() {
        return options;
    }

    public Progress progress() {
        return progress;
    }

    /** Measures several things in turn, round by round, so that each meets the same moods of the machine. */
    public void measure(Scenario... scenarios) {
        measure(WarmUp.untilSettled(world.sizes().warmUp()), List.of(scenarios));
    }

    /** As {@link #measure(Scenario...)}, after as much warming up as asked for. */
    public void measure(WarmUp warmUp, List<? extends Scenario> scenarios) {
        Sizes sizes = world.sizes();
        Map<Scenario, List<Slice>> rounds = new LinkedHashMap<>();
        for (Scenario scenario : scenarios) {
            warmUp(scenario, warmUp.of(scenario));
            rounds.put(scenario, new ArrayList<>());
        }
        for (int round = 1; round <= sizes.rounds(); round++) {
            for (Map.Entry<Scenario, List<Slice>> each : rounds.entrySet()) {
                Slice slice = each.getKey().round(sizes.time(), sizes.batch());
                each.getValue().add(slice);
                progress.round(each.getKey().title(), round, sizes.rounds(), slice);
            }
        }
        rounds.forEach((scenario, slices) -> keep(Line.of(scenario.id(), scenario.title(), slices)));
    }

    private void warmUp(Scenario scenario, WarmUp warmUp) {
        long begin = System.nanoTime();
        List<Double> perSecond = new ArrayList<>();
        int batch = world.sizes().batch() / 2;
        progress.now(scenario.title() + ", warming up");
        while (!warmUp.isOver(Duration.ofNanos(System.nanoTime() - begin), perSecond)) {
            double now = scenario.round(WarmUp.SLICE, batch).perSecond();
            perSecond.add(now);
            batch = Math.clamp(
                    (long) (now * WarmUp.SLICE.toSeconds()), 1, world.sizes().batch());
        }
    }

    private void keep(Line line) {
        lines.add(line);
        progress.done(line);
    }

    /** Notes a figure. */
    public void fact(String name, double value) {
        facts.put(name, value);
    }

    /** All that was found, of a part. */
    Findings findings(String part, String commit, String date) {
        return new Findings(part, commit, date, List.copyOf(lines), Map.copyOf(facts));
    }
}
