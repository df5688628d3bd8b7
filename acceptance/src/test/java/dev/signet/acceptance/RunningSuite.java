package dev.signet.acceptance;

import dev.signet.acceptance.local.LocalSignet;
import dev.signet.embedded.Ports;
import dev.signet.testkit.SignetClients;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** One whole Signet for all tests of this run that do not stop it, with data of its own. */
final class RunningSuite {
    private static @Nullable RunningSuite instance;

    private final LocalSignet signet;
    private final URI endpoint;
    private final Path data;

    private RunningSuite(LocalSignet signet, URI endpoint, Path data) {
        this.signet = signet;
        this.endpoint = endpoint;
        this.data = data;
    }

    static synchronized RunningSuite get() {
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
            return new RunningSuite(LocalSignet.up(data, port), URI.create("http://localhost:" + port), data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
