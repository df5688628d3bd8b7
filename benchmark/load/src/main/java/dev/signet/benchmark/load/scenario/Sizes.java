package dev.signet.benchmark.load.scenario;

import java.time.Duration;
import java.util.List;

/**
 * How much is measured.
 *
 * @param rounds how often each measurement is taken; its median counts
 * @param warmUp for how long a measurement runs before its first round
 * @param time for how long a round lasts that may go on
 * @param batch how many calls a round makes that cannot be made twice
 * @param users how many users sign in
 * @param connections how many calls are under way at once
 * @param devices how many connected devices are pushed to
 */
public record Sizes(
        int rounds, Duration warmUp, Duration time, int batch, int users, int connections, List<Integer> devices) {
    /** The sizes of the page. */
    public static Sizes full() {
        return new Sizes(3, Duration.ofSeconds(24), Duration.ofSeconds(4), 800, 500, 8, List.of(1, 100, 1_000));
    }

    /** Sizes with which every scenario runs once, in a minute. */
    public static Sizes quick() {
        return new Sizes(1, Duration.ZERO, Duration.ofMillis(500), 16, 16, 4, List.of(1, 3));
    }
}
