package dev.signet.benchmark.load.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.signet.benchmark.load.generator.Measured;
import dev.signet.benchmark.load.scenario.Slice;
import dev.signet.benchmark.load.suite.Usage;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class LineTest {
    private static final long MILLI = 1_000_000;

    @Test
    void takesThePercentileOfTheSlowestFromTheCallsOfAllRounds() {
        // Given
        Slice calm = Slice.of(List.of(leg(400, 10, 0, 0)), Usage.NONE);
        Slice shaken = Slice.of(List.of(leg(390, 10, 10, 500)), Usage.NONE);

        // When
        Line line = Line.of("id", "title", List.of(calm, shaken, calm));

        // Then
        assertThat(line.p99Millis()).isEqualTo(10, within(0.1));
        assertThat(line.maxMillis()).isEqualTo(500, within(1.0));
    }

    @Test
    void addsUpTheLegsOfACall() {
        // Given
        Slice slice = Slice.of(List.of(leg(100, 10, 5, 30), leg(100, 20, 5, 50)), Usage.NONE);

        // When
        Line line = Line.of("id", "title", List.of(slice));

        // Then
        assertThat(line.p50Millis()).isEqualTo(30, within(0.1));
        assertThat(line.p99Millis()).isEqualTo(80, within(0.5));
    }

    @Test
    void tellsTheProcessorTimeOfACall() {
        // Given
        Usage usage = new Usage(Map.of("sync", 0.4, "postgres", 0.2, "generator", 1.0), Map.of());
        Slice slice = Slice.of(List.of(leg(200, 10, 0, 0)), usage);

        // When
        Line line = Line.of("id", "title", List.of(slice));

        // Then
        assertThat(line.cpuMillis("sync")).isEqualTo(2, within(0.001));
        assertThat(line.cpuMillis("redis")).isZero();
        assertThat(line.serverCpuMillis()).isEqualTo(3, within(0.001));
    }

    private static Measured leg(int many, long millis, int few, long fewMillis) {
        Histogram nanos = new Histogram(3);
        nanos.recordValueWithCount(millis * MILLI, many);
        if (few > 0) {
            nanos.recordValueWithCount(fewMillis * MILLI, few);
        }
        return Measured.of(nanos, 4, 0, "");
    }
}
