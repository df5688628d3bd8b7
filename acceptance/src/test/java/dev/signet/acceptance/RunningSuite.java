package dev.signet.acceptance;

import dev.signet.testkit.SignetClients;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One whole Signet for all tests of this run: started with the command that a newcomer uses, on a free port, with data of
 * its own, and stopped when the run ends.
 */
public final class RunningSuite {
    private static final Duration START_LIMIT = Duration.ofMinutes(4);
    private static @Nullable RunningSuite instance;

    private final Process process;
    private final URI endpoint;
    private final Path data;

    private RunningSuite(Process process, URI endpoint, Path data) {
        this.process = process;
        this.endpoint = endpoint;
        this.data = data;
    }

    public static synchronized RunningSuite get() {
        if (instance == null) {
            RunningSuite started = start();
            Runtime.getRuntime().addShutdownHook(new Thread(started::stop));
            instance = started;
        }
        return instance;
    }

    /** The folder of the project. */
    public static Path project() {
        return Path.of("").toAbsolutePath().getParent();
    }

    private static RunningSuite start() {
        try {
            Path data = Path.of("target", "suite").toAbsolutePath();
            int port = freePort();
            Path log = Path.of("target", "suite.log").toAbsolutePath();
            Process process = launch(data, log, "up", "--port", Integer.toString(port));
            RunningSuite suite = new RunningSuite(process, URI.create("http://localhost:" + port), data);
            suite.waitUntilReady(log);
            return suite;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs one command of the launcher, as {@code ./signet} does once all is built. */
    static Process launch(Path data, Path log, String... command) throws IOException {
        Path local = project().resolve("deploy/local/target");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> line = new java.util.ArrayList<>(List.of(
                java,
                "-Ddev.signet.data=" + data,
                "-Ddev.signet.home=" + project(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-cp",
                local.resolve("signet-local-0.1.0-SNAPSHOT.jar") + ":" + local.resolve("lib") + "/*",
                "dev.signet.local.Signet"));
        line.addAll(List.of(command));
        line.addAll(List.of("--data", data.toString()));
        return new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    private void waitUntilReady(Path log) throws IOException {
        for (Instant end = Instant.now().plus(START_LIMIT); Instant.now().isBefore(end); ) {
            if (!process.isAlive()) {
                throw new IllegalStateException("The suite did not start:\n" + Files.readString(log));
            }
            if (answers() && Files.readString(log).contains("Signet is up.")) {
                return;
            }
            pause();
        }
        stop();
        throw new IllegalStateException("The suite was not ready in " + START_LIMIT + ":\n" + Files.readString(log));
    }

    private boolean answers() {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                                    HttpRequest.newBuilder(endpoint.resolve("/mailbox"))
                                            .build(),
                                    HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException _) {
            return false; // the gateway does not listen yet
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void stop() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    public URI endpoint() {
        return endpoint;
    }

    /** The operator's credentials file. */
    public Path credentials() {
        return data.resolve("operator-credentials");
    }

    /** Clients that speak to the suite without credentials. */
    public SignetClients clients() {
        return SignetClients.at(endpoint);
    }

    /** Clients of the operator. */
    public SignetClients operator() {
        return clients().operator(credentials());
    }

    /** The logs of all services. */
    public Path logs() {
        return data.resolve("logs");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
