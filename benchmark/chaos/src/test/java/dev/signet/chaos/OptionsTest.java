package dev.signet.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.chaos.nemesis.Faults;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class OptionsTest {
    private static final Path DATA = Path.of("/data");

    @Test
    void strikesAllFaultsUnlessToldOtherwise() {
        // When
        Options options = Options.parse(List.of("--seed", "5", "--rounds", "2", "--minutes", "3"), DATA);

        // Then
        assertThat(options.seed()).isEqualTo(5);
        assertThat(options.rounds()).isEqualTo(2);
        assertThat(options.plan().time()).isEqualTo(Duration.ofMinutes(3));
        assertThat(options.plan().faults()).isEqualTo(Faults.NAMES);
        assertThat(options.plan().complete()).isTrue();
    }

    @Test
    void publishesNothingOfChosenFaultsOrAShortRound() {
        // When / Then
        assertThat(Options.parse(List.of("--quick"), DATA).plan().complete()).isFalse();
        assertThat(Options.parse(List.of("--faults", "poison,pause"), DATA).plan())
                .satisfies(plan -> {
                    assertThat(plan.complete()).isFalse();
                    assertThat(plan.faults()).containsExactly("poison", "pause");
                });
    }

    @Test
    void refusesWhatItDoesNotKnow() {
        // When / Then
        assertThatThrownBy(() -> Options.parse(List.of("--faults", "flood"), DATA))
                .hasMessageStartingWith("There is no fault flood; there are: kill-user-pool,");
        assertThatThrownBy(() -> Options.parse(List.of("--fast"), DATA)).hasMessageContaining("Unknown option --fast");
        assertThatThrownBy(() -> Options.parse(List.of("--seed"), DATA)).hasMessageContaining("needs a value");
        assertThatThrownBy(() -> Options.parse(List.of("--minutes", "few"), DATA))
                .hasMessageContaining("needs a number, not few");
    }
}
