package dev.signet.events.outbox;

import dev.signet.embedded.EmbeddedPostgres;
import dev.signet.embedded.Ports;
import dev.signet.testkit.FreshDatabase;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** A PostgreSQL of a test's own, which it may freeze. */
public final class OwnPostgres implements QuarkusTestResourceLifecycleManager {
    /** The key under which its process's id is. */
    static final String PID = "test.postgres.pid";

    private EmbeddedPostgres postgres;

    @Override
    public int order() {
        return 10; // after the servers that it takes one from
    }

    @Override
    public Map<String, String> start() {
        try {
            Path home = Files.createTempDirectory(Files.createDirectories(Path.of("target")), "own-postgres");
            postgres = EmbeddedPostgres.start(home, new EmbeddedPostgres.Settings(Ports.free(), "pw", 40));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var database = FreshDatabase.create(
                URI.create("postgresql://postgres:pw@127.0.0.1:" + postgres.port() + "/postgres"), "frozen");
        Map<String, String> configuration = new HashMap<>(database.configuration());
        configuration.put("signet.database.acquire-timeout", "2s");
        configuration.put("signet.database.work-timeout", "4s");
        configuration.put(PID, String.valueOf(postgres.process().pid()));
        return configuration;
    }

    @Override
    public void stop() {
        postgres.stop();
    }
}
