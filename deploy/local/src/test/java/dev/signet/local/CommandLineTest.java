package dev.signet.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandLineTest {
    @Test
    void readsACommandWithItsOptions() {
        CommandLine line = CommandLine.parse(List.of("up", "--port", "9090", "--replicas", "2", "--data", "/d"));

        assertThat(line).isEqualTo(new CommandLine("up", Path.of("/d"), 9090, 2, false, List.of()));
    }

    @Test
    void namesTheLogsToShow() {
        CommandLine line = CommandLine.parse(List.of("logs", "sync", "-f"));

        assertThat(line.words()).containsExactly("sync");
        assertThat(line.follow()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "up --data, The option --data needs a value.",
        "up --data --data /d, The option --data needs a value.",
        "up --data --port 9090, The option --data needs a value.",
        "up --port, The option --port needs a value.",
        "up --port none, 'The port must be a number from 1 to 65535, not none.'",
        "up --replicas 9, 'The number of replicas must be from 1 to 8, not 9.'",
        "up 9090, The command up takes no 9090: ./signet help shows what there is.",
        "keys, 'The command keys takes one folder, in which it makes them.'",
        "keys one two, 'The command keys takes one folder, in which it makes them.'",
        "down sync, The command down takes no sync: ./signet help shows what there is.",
        "up --fast, Unknown option --fast: ./signet help shows what there is.",
        "--port 9090, A command is missing: ./signet help shows what there is.",
    })
    void refusesInOneSentenceWhatMakesNoSense(String words, String sentence) {
        assertThatThrownBy(() -> CommandLine.parse(List.of(words.split(" "))))
                .hasMessage(sentence)
                .isInstanceOfSatisfying(
                        CannotRun.class, reason -> assertThat(reason.exitCode()).isEqualTo(2));
    }
}
