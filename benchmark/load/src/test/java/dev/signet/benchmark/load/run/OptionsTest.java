package dev.signet.benchmark.load.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTest {
    private static final Path HOME = Path.of("/signet");

    @Test
    void takesPartsUsersAndAFolder() {
        // When
        Options options = Options.parse(
                HOME, List.of("--only", "refresh, push", "--users", "10,20", "--data", "/data", "--resume"));

        // Then
        assertThat(options)
                .isEqualTo(new Options(
                        HOME,
                        Path.of("/data"),
                        HOME.resolve("docs/performance.md"),
                        false,
                        true,
                        List.of("refresh", "push"),
                        List.of(10, 20)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--help | Unknown option --help: ./signet help shows what there is.",
                "--only fly | There is no part fly; there are: start, refresh",
                "--only | The option --only needs a value.",
                "--users many | --users needs numbers, not many.",
            })
    void refusesWhatMeansNothing(String words, String sentence) {
        assertThatThrownBy(() -> Options.parse(HOME, List.of(words.split(" "))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(sentence);
    }
}
