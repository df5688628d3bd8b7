package dev.signet.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PidFileTest {
    @TempDir
    private Path folder;

    private Process process;

    @BeforeEach
    void startSomething() throws IOException {
        process = new ProcessBuilder("tail", "-f", "/dev/null").start();
    }

    @AfterEach
    void endIt() {
        process.destroyForcibly();
    }

    @Test
    void endsAnOrphanThatCarriesTheMark() {
        // Given
        PidFile file = new PidFile(folder.resolve("run/thing.pid"));
        file.write(process.pid(), "/dev/null");

        // When
        file.endOrphan(Duration.ofSeconds(5));

        // Then
        assertThat(process.toHandle().onExit()).succeedsWithin(Duration.ofSeconds(5));
        assertThat(file.path()).doesNotExist();
    }

    @Test
    void leavesAStrangerAloneThatGotTheSameId() {
        // Given
        PidFile file = new PidFile(folder.resolve("thing.pid"));
        file.write(process.pid(), "/dev/nul");

        // When
        file.endOrphan(Duration.ofSeconds(1));

        // Then
        assertThat(process.isAlive()).isTrue();
        assertThat(file.path()).doesNotExist();
    }

    @Test
    void takesNoProcessFromARecordThatWasCutOff() throws IOException {
        // Given
        PidFile file = new PidFile(Files.writeString(folder.resolve("thing.pid"), process.pid() + "\n"));

        // When / Then
        assertThat(file.living()).isEmpty();
    }
}
