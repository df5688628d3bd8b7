package dev.signet.events;

import dev.signet.embedded.EmbeddedPostgres;
import dev.signet.embedded.EmbeddedServers;
import dev.signet.embedded.Ports;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** PostgreSQL and Kafka for these tests: those named by the environment, else embedded ones. */
public final class EventServers implements QuarkusTestResourceLifecycleManager {
    private Optional<EmbeddedServers> started = Optional.empty();

    @Override
    public Map<String, String> start() {
        URI postgres = URI.create(Optional.ofNullable(System.getenv("SIGNET_TEST_POSTGRES"))
                .orElseGet(() -> "postgresql://postgres:pw@127.0.0.1:"
                        + servers().postgres().port() + "/postgres"));
        String kafka = Optional.ofNullable(System.getenv("SIGNET_TEST_KAFKA"))
                .orElseGet(() -> servers().kafka().bootstrapServers());
        String database = "events_" + UUID.randomUUID().toString().replace("-", "");
        String[] login = postgres.getUserInfo().split(":", 2);
        String server = "postgresql://" + postgres.getHost() + ":" + postgres.getPort() + "/";
        try (var connection = DriverManager.getConnection("jdbc:" + server + "postgres", login[0], login[1]);
                var statement = connection.createStatement()) {
            statement.execute("create database " + database);
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
        return Map.of(
                "quarkus.datasource.reactive.url",
                server + database,
                "quarkus.datasource.jdbc.url",
                "jdbc:" + server + database,
                "quarkus.datasource.username",
                login[0],
                "quarkus.datasource.password",
                login[1],
                "kafka.bootstrap.servers",
                kafka,
                "signet.events.prefix",
                database + ".");
    }

    private synchronized EmbeddedServers servers() {
        if (started.isEmpty()) {
            try {
                Path home = Files.createTempDirectory("signet-events");
                started = Optional.of(EmbeddedServers.start(
                        home,
                        new EmbeddedServers.Settings(
                                new EmbeddedPostgres.Settings(Ports.free(), "pw", 100),
                                Ports.free(),
                                Ports.free(),
                                "pw")));
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
        return started.get();
    }

    @Override
    public void stop() {
        started.ifPresent(EmbeddedServers::stop);
    }
}
