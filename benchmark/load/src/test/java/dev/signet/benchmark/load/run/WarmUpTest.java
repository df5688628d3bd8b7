package dev.signet.benchmark.load.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class WarmUpTest {
    private static final List<Double> EVEN = List.of(101.0, 99.0, 100.0, 102.0, 98.0, 100.0);
    private static final List<Double> RISING = List.of(100.0, 101.0, 102.0, 103.5, 105.0, 106.5);

    private final WarmUp warmUp = WarmUp.untilSettled(Duration.ofSeconds(24));

    @Test
    void isOverOnceTheThroughputHasSettled() {
        // When
        boolean over = warmUp.isOver(Duration.ofSeconds(24), EVEN);

        // Then
        assertThat(over).isTrue();
    }

    @Test
    void lastsAsLongAsAskedForEvenIfTheThroughputIsEven() {
        // When
        boolean over = warmUp.isOver(Duration.ofSeconds(23), EVEN);

        // Then
        assertThat(over).isFalse();
    }

    @Test
    void goesOnWhileTheThroughputRisesSlowlyThoughEachSliceIsNearTheOneBefore() {
        // When
        boolean over = warmUp.isOver(Duration.ofSeconds(59), RISING);

        // Then
        assertThat(over).isFalse();
    }

    @Test
    void looksAtTheLastSlicesOnly() {
        // Given
        List<Double> coldAtFirst = List.of(10.0, 40.0, 101.0, 99.0, 100.0, 102.0, 98.0, 100.0);

        // When
        boolean over = warmUp.isOver(Duration.ofSeconds(30), coldAtFirst);

        // Then
        assertThat(over).isTrue();
    }

    @Test
    void goesOnWhileThereIsTooLittleToCompare() {
        // When
        boolean over = warmUp.isOver(Duration.ofSeconds(30), EVEN.subList(0, 5));

        // Then
        assertThat(over).isFalse();
    }

    @Test
    void endsWhenItHasTakenLongEnough() {
        // When
        boolean over = warmUp.isOver(Duration.ofSeconds(60), RISING);

        // Then
        assertThat(over).isTrue();
    }

    @Test
    void lastsExactlyAsLongAsAskedFor() {
        // Given
        WarmUp exact = WarmUp.exactly(Duration.ofSeconds(8));

        // When
        boolean before = exact.isOver(Duration.ofMillis(7_999), EVEN);
        boolean then = exact.isOver(Duration.ofSeconds(8), RISING);

        // Then
        assertThat(before).isFalse();
        assertThat(then).isTrue();
    }
}
