package dev.signet.acceptance;

import dev.signet.acceptance.local.LocalSignet;
import dev.signet.embedded.Ports;
import dev.signet.testkit.SignetClients;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One whole Signet, two processes of each service, for all tests of this run that do not stop it, with data of its own. */
public final class RunningSuite {
    /** What would tell a device later anyway is put off, so that only a push can tell it. */
    private static final Map<String, String> NO_SWEEP = Map.of("SIGNET_LIVE_SWEEP", "1h");

    private static @Nullable RunningSuite instance;

    private final LocalSignet signet;
    private final URI endpoint;
    private final Path data;

    private RunningSuite(LocalSignet signet, URI endpoint, Path data) {
        this.signet = signet;
        this.endpoint = endpoint;
        this.data = data;
    }

    /** The one of this run, started where it does not run yet. */
    public static synchronized RunningSuite get() {
        if (instance == null) {
            RunningSuite started = start();
            Runtime.getRuntime().addShutdownHook(new Thread(started.signet::terminate));
            instance = started;
        }
        return instance;
    }

    private static RunningSuite start() {
        try {
            Path data = Files.createTempDirectory(Path.of("target").toAbsolutePath(), "suite-");
            int port = Ports.free();
            LocalSignet signet = LocalSignet.up(data, port, NO_SWEEP, "--replicas", "2");
            return new RunningSuite(signet, URI.create("http://localhost:" + port), data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its parts. */
    public LocalSignet signet() {
        return signet;
    }

    /** Its data folder. */
    public Path data() {
        return data;
    }

    URI endpoint() {
        return endpoint;
    }

    /** The operator's credentials file. */
    Path credentials() {
        return data.resolve("operator-credentials");
    }

    /** The folder with the logs of all its parts. */
    Path logs() {
        return data.resolve("logs");
    }

    /** Clients that speak to the suite without credentials. */
    SignetClients clients() {
        return SignetClients.at(endpoint);
    }

    /** Clients of the operator. */
    SignetClients operator() {
        return signet.operator();
    }
}
