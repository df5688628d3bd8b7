package dev.signet.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.chaos.report.RoundResult;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A short round through the assembled suite. How long anything takes is not asked here. */
class ChaosTest {
    private static final Path PROJECT = Path.of("..", "..").toAbsolutePath().normalize();

    @TempDir
    private Path data;

    @Test
    void theSuiteKeepsItsWordWhileItIsBroken() throws Exception {
        // Given
        Options options = new Options(7, 1, Options.Plan.quick(), data);

        // When
        List<RoundResult> rounds = Chaos.run(PROJECT, options);

        // Then
        assertThat(rounds).singleElement().satisfies(round -> {
            assertThat(round.violations()).isEmpty();
            assertThat(round.verdict().broken()).as(round.verdict().text()).isEmpty();
            assertThat(round.verdict().counts().acknowledged()).isPositive();
            assertThat(round.recoveries()).isNotEmpty();
        });
    }
}
