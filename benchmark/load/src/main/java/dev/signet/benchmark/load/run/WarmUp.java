package dev.signet.benchmark.load.run;

import dev.signet.benchmark.load.scenario.Scenario;
import java.time.Duration;
import java.util.List;

/**
 * For how long something runs before it is measured: until its throughput has settled. A slow sign-in makes few calls in a
 * fixed time, and would be measured while the JVM still compiles it.
 *
 * @param least for which it runs in any case
 * @param most after which it is measured even if it has not settled
 */
public record WarmUp(Duration least, Duration most) {
    /** Throughput is read slice by slice. */
    public static final Duration SLICE = Duration.ofSeconds(2);

    /** So many slices are compared with as many before them: one by itself says little of a call that takes long. */
    public static final int WINDOW = 3;

    /** By which part the throughput may still change. */
    public static final double NEAR = 0.03;

    private static final double LONGEST = 2.5;

    /** As long, whatever happens. */
    public static WarmUp exactly(Duration time) {
        return new WarmUp(time, time);
    }

    /** As long, and then until the throughput has settled. */
    public static WarmUp untilSettled(Duration least) {
        return new WarmUp(least, Duration.ofMillis((long) (least.toMillis() * LONGEST)));
    }

    /** As much of it as a scenario needs. */
    WarmUp of(Scenario scenario) {
        return new WarmUp(scenario.warmUp(least), scenario.warmUp(most));
    }

    /**
     * Whether it is warm.
     *
     * @param ran since it began
     * @param perSecond its throughput in each slice so far
     */
    boolean isOver(Duration ran, List<Double> perSecond) {
        return ran.compareTo(most) >= 0 || (ran.compareTo(least) >= 0 && hasSettled(perSecond));
    }

    private static boolean hasSettled(List<Double> perSecond) {
        int count = perSecond.size();
        if (count < 2 * WINDOW) {
            return false;
        }
        double before = mean(perSecond.subList(count - 2 * WINDOW, count - WINDOW));
        double now = mean(perSecond.subList(count - WINDOW, count));
        return Math.abs(now - before) < NEAR * before;
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    }
}
