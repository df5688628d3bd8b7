package dev.signet.acceptance.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.embedded.Ports;
import dev.signet.testkit.SignetClients;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalSignetTest {
    private final int port = Ports.free();

    @TempDir
    private Path folder;

    @Test
    void stopsInOrderWithinTenSecondsAndFindsItsDataAgain() {
        // Given
        Path data = folder.resolve("data");
        String pool;
        List<ProcessHandle> processes;
        Duration stopping;
        try (LocalSignet signet = LocalSignet.up(data, port)) {
            pool = createPool(signet.operator());
            processes = signet.processes();

            // When
            stopping = signet.terminate();
        }

        // Then
        assertThat(stopping).isLessThan(Duration.ofSeconds(10));
        assertThat(processes).hasSize(7).noneMatch(ProcessHandle::isAlive);
        try (LocalSignet again = LocalSignet.up(data, port)) {
            assertThat(poolName(again.operator(), pool)).isEqualTo("kept");
        }
    }

    @Test
    void losesNothingAcknowledgedWhenEverythingIsKilled() {
        // Given
        Path data = folder.resolve("data");
        String pool;
        try (LocalSignet signet = LocalSignet.up(data, port)) {
            pool = createPool(signet.operator());

            // When
            LocalSignet.kill(signet.processes());
        }

        // Then
        try (LocalSignet again = LocalSignet.up(data, port)) {
            assertThat(poolName(again.operator(), pool)).isEqualTo("kept");
        }
    }

    @Test
    void endsWhatAKilledLauncherHasLeftBehind() {
        // Given
        Path data = folder.resolve("data");
        try (LocalSignet signet = LocalSignet.up(data, port)) {
            List<ProcessHandle> orphans = signet.processes().stream()
                    .filter(process -> process.pid() != signet.part("suite").pid())
                    .toList();

            // When
            LocalSignet.kill(List.of(signet.part("suite")));

            // Then
            assertThat(orphans).hasSize(6).allMatch(ProcessHandle::isAlive);
            try (LocalSignet again = LocalSignet.up(data, port)) {
                assertThat(orphans).noneMatch(ProcessHandle::isAlive);
                assertThat(again.processes()).hasSize(7);
            }
        }
    }

    @Test
    void startsAServiceAgainThatDied() {
        // Given
        try (LocalSignet signet = LocalSignet.up(folder.resolve("data"), port)) {
            ProcessHandle dead = signet.part("user-pool");

            // When
            LocalSignet.kill(List.of(dead));

            // Then
            boolean back = LocalSignet.await(
                    () -> LocalSignet.run(folder.resolve("data"), "status").code() == 0, Duration.ofMinutes(2));
            assertThat(back).isTrue();
            assertThat(signet.part("user-pool").pid()).isNotEqualTo(dead.pid());
            assertThat(createPool(signet.operator())).startsWith("us-east-1_");
            assertThat(LocalSignet.run(folder.resolve("data"), "up"))
                    .isEqualTo(new LocalSignet.Ended(
                            1,
                            "Signet is already running on " + folder.resolve("data")
                                    + ": use ./signet status, or ./signet down to stop it.\n"));
            assertThat(LocalSignet.run(folder.resolve("data"), "down").said()).contains("Signet is stopped.");
        }
    }

    @Test
    void keepsItsSecretsToTheOwner() throws IOException {
        // Given
        Path data = folder.resolve("data");

        // When
        try (LocalSignet _ = LocalSignet.up(data, port)) {

            // Then
            for (String secret : List.of("operator-credentials", "keyset.json", "passwords")) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve(secret))))
                        .as(secret)
                        .isEqualTo("rw-------");
            }
        }
    }

    @Test
    void saysInOneSentenceThatThePortIsInUse() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            // When
            LocalSignet.Ended ended =
                    LocalSignet.run(folder.resolve("data"), "up", "--port", "" + taken.getLocalPort());

            // Then
            assertThat(ended)
                    .isEqualTo(new LocalSignet.Ended(
                            1,
                            "Port " + taken.getLocalPort()
                                    + " is in use: choose another with --port, or stop what listens there.\n"));
        }
    }

    @Test
    void saysInOneSentenceThatTheKeysetIsGone() throws IOException {
        // Given
        Path data = folder.resolve("data");
        try (LocalSignet signet = LocalSignet.up(data, port)) {
            signet.terminate();
        }
        Files.delete(data.resolve("keyset.json"));

        // When
        LocalSignet.Ended ended = LocalSignet.run(data, "up", "--port", "" + port);

        // Then
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.said()).hasLineCount(1).contains("keyset.json is gone");
    }

    @Test
    void saysInOneSentenceThatTheDataFolderCannotBeMade() throws IOException {
        // Given
        Path file = Files.writeString(folder.resolve("file"), "in the way");

        // When
        LocalSignet.Ended ended = LocalSignet.run(file, "up", "--port", "" + port);

        // Then
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.said()).contains("The data folder").contains("cannot be made or written to");
    }

    @Test
    void refusesACommandThatThereIsNot() {
        // When
        LocalSignet.Ended ended = LocalSignet.run(folder.resolve("data"), "fly");

        // Then
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.said()).contains("There is no command fly", "./signet up");
    }

    @Test
    void refusesWordsThatMeanNothingBeforeItDoesAnything() {
        // When
        LocalSignet.Ended ended = LocalSignet.run(folder.resolve("data"), "up", "9090");

        // Then
        assertThat(ended)
                .isEqualTo(
                        new LocalSignet.Ended(2, "The command up takes no 9090: ./signet help shows what there is.\n"));
    }

    private static String createPool(SignetClients operator) {
        return operator.userPools()
                .createUserPool(pool -> pool.poolName("kept"))
                .userPool()
                .id();
    }

    private static String poolName(SignetClients operator, String id) {
        return operator.userPools()
                .describeUserPool(pool -> pool.userPoolId(id))
                .userPool()
                .name();
    }
}
