package dev.signet.acceptance.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.acceptance.AwsCli;
import dev.signet.embedded.Ports;
import dev.signet.testkit.SignetClients;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The life of a suite: the tests share one, and each starts it where the one before has stopped it. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LocalSignetTest {
    private static final int PORT = Ports.free();

    @TempDir
    private static Path home;

    private static @Nullable LocalSignet suite;

    @TempDir
    private Path folder;

    private static Path data() {
        return home.resolve("data");
    }

    private static LocalSignet running() {
        if (suite == null || !suite.isRunning()) {
            suite = LocalSignet.up(data(), PORT);
        }
        return suite;
    }

    @AfterAll
    static void end() {
        if (suite != null) {
            suite.close();
        }
    }

    @Test
    void stopsInOrderWithinTenSecondsAndFindsItsDataAgainUnlessTheKeysetIsGone() throws IOException {
        // Given
        LocalSignet signet = running();
        String pool = createPool(signet.operator());
        List<ProcessHandle> processes = signet.processes();

        // When
        Duration stopping = signet.interrupt();

        // Then
        assertThat(stopping).isLessThan(Duration.ofSeconds(10));
        assertThat(signet.exitCode()).isEqualTo(130);
        assertThat(processes).hasSize(7).noneMatch(ProcessHandle::isAlive);

        // When
        Path keyset = data().resolve("keyset.json");
        Path elsewhere = Files.move(keyset, folder.resolve("keyset.json"));
        LocalSignet.Ended ended = LocalSignet.run(data(), "up", "--port", "" + PORT);

        // Then
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.said()).hasLineCount(1).contains("keyset.json is gone");

        // When
        Files.move(elsewhere, keyset);

        // Then
        assertThat(poolName(running().operator(), pool)).isEqualTo("kept");
    }

    @Test
    void losesNothingAcknowledgedWhenEverythingIsKilled() {
        // Given
        LocalSignet signet = running();
        String pool = createPool(signet.operator());

        // When
        LocalSignet.kill(signet.processes());

        // Then
        assertThat(poolName(running().operator(), pool)).isEqualTo("kept");
    }

    @Test
    void endsWhatAKilledLauncherHasLeftBehind() {
        // Given
        LocalSignet signet = running();
        List<ProcessHandle> orphans = signet.processes().stream()
                .filter(process -> process.pid() != signet.part("suite").pid())
                .toList();

        // When
        LocalSignet.kill(List.of(signet.part("suite")));

        // Then
        assertThat(orphans).hasSize(6).allMatch(ProcessHandle::isAlive);
        List<ProcessHandle> again = running().processes();
        assertThat(orphans).noneMatch(ProcessHandle::isAlive);
        assertThat(again).hasSize(7).allMatch(ProcessHandle::isAlive);
    }

    @Test
    void startsAServiceAgainThatDied() {
        // Given
        LocalSignet signet = running();
        ProcessHandle dead = signet.part("user-pool");

        // When
        LocalSignet.kill(List.of(dead));

        // Then
        assertThat(LocalSignet.run(data(), "status"))
                .satisfies(status -> assertThat(status.code()).isEqualTo(1))
                .satisfies(status -> assertThat(status.said()).containsPattern("user-pool .*(down|not ready)"));
        boolean back = LocalSignet.await(() -> LocalSignet.run(data(), "status").code() == 0, Duration.ofMinutes(2));
        assertThat(back).isTrue();
        assertThat(signet.part("user-pool").pid()).isNotEqualTo(dead.pid());
        assertThat(createPool(signet.operator())).startsWith("us-east-1_");
    }

    @Test
    void refusesToStartTwiceOnTheSameData() {
        // Given
        running();

        // When
        LocalSignet.Ended ended = LocalSignet.run(data(), "up");

        // Then
        assertThat(ended)
                .isEqualTo(new LocalSignet.Ended(
                        1,
                        "Signet is already running on " + data()
                                + ": use ./signet status, or ./signet down to stop it.\n"));
    }

    @Test
    void showsTheLogOfEachServiceAndRefusesOneThatThereIsNot() {
        // Given
        running();

        // When
        LocalSignet.Ended one = LocalSignet.run(data(), "logs", "sync");
        LocalSignet.Ended none = LocalSignet.run(data(), "logs", "mail");

        // Then
        assertThat(one.code()).isZero();
        assertThat(one.said()).contains("sync-service");
        assertThat(none.code()).isNotZero();
        assertThat(none.said()).contains("mail");
    }

    @Test
    void followsALogUntilItIsInterrupted() throws Exception {
        // Given
        LocalSignet signet = running();
        Path output = folder.resolve("followed");
        Process following = LocalSignet.follow(data(), output, "logs", "user-pool", "-f");
        try {
            assertThat(LocalSignet.await(() -> contains(output, "user-pool-service"), Duration.ofSeconds(30)))
                    .isTrue();

            // When
            String name = "followed-" + UUID.randomUUID();
            assertThatThrownBy(() -> signet.operator().userPools().describeUserPool(pool -> pool.userPoolId(name)));

            // Then
            assertThat(LocalSignet.await(() -> contains(output, "operation=DescribeUserPool"), Duration.ofSeconds(30)))
                    .isTrue();
        } finally {
            following.destroy();
            following.waitFor();
        }
    }

    @Test
    void playsTheDemoOnTheSuiteThatRuns() {
        // Given
        LocalSignet signet = running();

        // When
        LocalSignet.Ended demo = LocalSignet.run(data(), "demo");

        // Then
        assertThat(demo.code()).as(demo.said()).isZero();
        assertThat(demo.said())
                .contains(
                        "the mail with the code arrives",
                        "device B is pushed the change",
                        "device B reads the new record");
        assertThat(signet.isRunning()).isTrue();
    }

    @Test
    void showsThreeLinesThatSignUpAFirstUser() throws Exception {
        // Given
        AwsCli.requireInstalled();
        String lines = running()
                .said()
                .lines()
                .filter(line -> line.matches("  (export|POOL=|aws) ?.*"))
                .collect(Collectors.joining("\n"));

        // When
        Path output = folder.resolve("lines");
        Process bash = new ProcessBuilder("bash", "-ec", lines)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();

        // Then
        assertThat(bash.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(lines).hasLineCount(3);
        assertThat(bash.exitValue()).as(Files.readString(output)).isZero();
        assertThat(Files.readString(output)).contains("\"UserConfirmed\": false", "a***@e***");
    }

    @Test
    @Order(Integer.MAX_VALUE - 1)
    void isStoppedFromAnotherTerminal() {
        // Given
        List<ProcessHandle> processes = running().processes();

        // When
        LocalSignet.Ended ended = LocalSignet.run(data(), "down");

        // Then
        assertThat(ended).isEqualTo(new LocalSignet.Ended(0, "Signet is stopped.\n"));
        assertThat(processes).hasSize(7).noneMatch(ProcessHandle::isAlive);
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void isKilledByASecondInterruptAlsoWhileItStarts() {
        // Given
        suite = LocalSignet.start(data(), PORT, Map.of());
        LocalSignet signet = suite;
        assertThat(LocalSignet.await(() -> signet.processes().size() > 2, Duration.ofMinutes(1)))
                .isTrue();
        List<ProcessHandle> processes = signet.processes();

        // When
        signet.pressInterrupt();
        signet.pressInterrupt();

        // Then
        assertThat(LocalSignet.await(() -> !signet.isRunning(), Duration.ofSeconds(5)))
                .isTrue();
        assertThat(signet.exitCode()).isEqualTo(130);
        assertThat(LocalSignet.await(() -> processes.stream().noneMatch(ProcessHandle::isAlive), Duration.ofSeconds(5)))
                .isTrue();
        assertThat(signet.said()).doesNotContain("Stopped.");
    }

    @Test
    void keepsItsSecretsToTheOwner() throws IOException {
        // When
        running();

        // Then
        for (String secret : List.of("operator-credentials", "keyset.json", "passwords")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data().resolve(secret))))
                    .as(secret)
                    .isEqualTo("rw-------");
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
    void saysInOneSentenceThatTheDataFolderCannotBeMade() throws IOException {
        // Given
        Path file = Files.writeString(folder.resolve("file"), "in the way");

        // When
        LocalSignet.Ended ended = LocalSignet.run(file, "up", "--port", "" + PORT);

        // Then
        assertThat(ended.code()).isEqualTo(1);
        assertThat(ended.said()).contains("The data folder").contains("cannot be made or written to");
    }

    @Test
    void saysThatThereIsNothingToStop() {
        // When
        LocalSignet.Ended ended = LocalSignet.run(folder.resolve("data"), "down");

        // Then
        assertThat(ended)
                .isEqualTo(new LocalSignet.Ended(0, "Signet does not run on " + folder.resolve("data") + ".\n"));
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

    private static boolean contains(Path file, String words) {
        try {
            return Files.exists(file) && Files.readString(file).contains(words);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
