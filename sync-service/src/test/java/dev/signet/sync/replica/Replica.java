package dev.signet.sync.replica;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.embedded.Ports;
import dev.signet.sync.world.Eventually;
import dev.signet.testkit.SignetClients;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.cognitosync.CognitoSyncClient;

/** One replica: the packaged service on a port of its own. */
final class Replica implements AutoCloseable {
    private static final Path TARGET = Path.of("target").toAbsolutePath();

    private static final Duration START = Duration.ofSeconds(90);

    private final Map<String, String> configuration;
    private final int port = Ports.free();
    private volatile Process process;

    private Replica(Map<String, String> configuration) {
        this.configuration = configuration;
        this.process = start();
    }

    static Replica of(Map<String, String> configuration) {
        return new Replica(configuration);
    }

    /** Ends the process as a power cut would. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Starts it again on the same port. */
    void restart() {
        process = start();
    }

    void awaitReady() {
        Eventually.succeeds(START, () -> assertThat(readiness()).isEqualTo(200));
    }

    CognitoSyncClient operator() {
        return SignetClients.at(endpoint("")).operator().sync();
    }

    private Process start() {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1"));
        configuration.forEach((key, value) -> command.add("-D" + key + "=" + value));
        command.add("-Dquarkus.http.port=" + port);
        command.add("-jar");
        command.add(TARGET.resolve("quarkus-app/quarkus-run.jar").toString());
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            TARGET.resolve("replica-" + port + ".log").toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int readiness() {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                            HttpRequest.newBuilder(endpoint("/q/health/ready")).build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private URI endpoint(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(Duration.ofSeconds(10))) {
            kill();
        }
    }
}
