package dev.signet.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * PostgreSQL 18 as an own process: listens on 127.0.0.1 only, wants passwords (SCRAM), and keeps {@code fsync} and
 * {@code synchronous_commit} on. Its superuser is {@code postgres}.
 */
public final class EmbeddedPostgres implements RunningServer {
    private static final String VERSION = "18";
    private static final Duration START = Duration.ofSeconds(60);

    private final ServerProcess process;
    private final Place place;
    private final int port;
    private final String password;

    private EmbeddedPostgres(ServerProcess process, Place place, int port, String password) {
        this.process = process;
        this.place = place;
        this.port = port;
        this.password = password;
    }

    /** How a server is run: its port, the superuser's password (fixed when the data folder is made) and its size. */
    public record Settings(int port, String password, int maxConnections) {
        public Settings {
            if (!password.matches("[A-Za-z0-9_-]+")) {
                throw new IllegalArgumentException("a password of letters, digits, _ and - is needed");
            }
        }

        @Override
        public String toString() {
            return "Settings[port=" + port + ", maxConnections=" + maxConnections + "]";
        }
    }

    /** Where a server's programs, data, log and process id are. */
    private record Place(Path programs, Path data, Path log, PidFile pidFile) {}

    /**
     * Starts a server whose data lies in {@code home/postgres}, making it on first use and ending what a killed start left
     * running on it.
     */
    public static EmbeddedPostgres start(Path home, Settings settings) {
        Path own = home.toAbsolutePath().normalize();
        Path programs = Unpacked.postgres(own.resolve("bin"));
        Path data = own.resolve("postgres");
        PidFile pidFile = new PidFile(own.resolve("run/postgres.pid"));
        Place place = new Place(programs, data, own.resolve("logs/postgres.log"), pidFile);
        endOrphan(place);
        initialize(place, settings);
        return launch(place, settings);
    }

    public int port() {
        return port;
    }

    @Override
    public ServerProcess process() {
        return process;
    }

    /** The superuser's JDBC address of a database. */
    public String jdbcUrl(String database) {
        return jdbcUrl(port, database);
    }

    /** A connection of the superuser to a database. */
    public Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(jdbcUrl(database), "postgres", password);
    }

    /** Stops the server at once but orderly: sessions are cut, everything committed is on disk. */
    @Override
    public void stop() {
        shutDown(place);
        process.stop(Duration.ofSeconds(5));
    }

    private static String jdbcUrl(int port, String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    private static EmbeddedPostgres launch(Place place, Settings settings) {
        long deadline = System.nanoTime() + START.toNanos();
        while (true) {
            ServerProcess process =
                    ServerProcess.start(program(place, settings), place.data(), place.pidFile(), place.log());
            try {
                awaitReady(process, settings, deadline);
                return new EmbeddedPostgres(process, place, settings.port(), settings.password());
            } catch (ServerFailed failure) {
                process.stop(Duration.ofSeconds(5));
                // the children of a killed server hold its shared memory for a moment longer
                boolean passing = ServerProcess.lastWords(place.log()).contains("data directory")
                        && System.nanoTime() < deadline - START.toNanos() / 2;
                if (!passing) {
                    throw failure;
                }
                pause(200);
            }
        }
    }

    private static ServerProcess.Program program(Place place, Settings settings) {
        List<String> command = new ArrayList<>(asOrdinaryUser());
        command.add(place.programs().resolve("bin/postgres").toString());
        command.addAll(List.of("-D", place.data().toString()));
        Map<String, String> options = Map.of(
                "listen_addresses", "127.0.0.1",
                "port", String.valueOf(settings.port()),
                "unix_socket_directories", "",
                "max_connections", String.valueOf(settings.maxConnections()),
                "fsync", "on",
                "synchronous_commit", "on",
                "full_page_writes", "on",
                "shared_buffers", "64MB",
                "timezone", "UTC",
                "log_timezone", "UTC");
        options.forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        return new ServerProcess.Program("PostgreSQL", command, place.data().toString());
    }

    private static void awaitReady(ServerProcess process, Settings settings, long deadline) {
        while (true) {
            process.requireAlive();
            try (Connection _ = DriverManager.getConnection(
                    jdbcUrl(settings.port(), "postgres"), "postgres", settings.password())) {
                return;
            } catch (SQLException notYet) {
                boolean refused = "28P01".equals(notYet.getSQLState());
                if (refused || System.nanoTime() > deadline) {
                    throw new ServerFailed("PostgreSQL does not let its owner in: " + notYet.getMessage(), notYet);
                }
                pause(50);
            }
        }
    }

    private static void initialize(Place place, Settings settings) {
        try {
            if (Files.exists(place.data())) {
                requireVersion(place.data());
                forgetStrangersLock(place.data());
                return;
            }
            Path staging = place.data().resolveSibling("postgres.new");
            Trees.delete(staging);
            Files.createDirectories(staging.getParent());
            Path secret = staging.resolveSibling("postgres.password");
            Files.deleteIfExists(secret);
            Files.createFile(
                    secret, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(secret, settings.password());
            run(
                    place,
                    "initdb",
                    List.of(
                            "-D",
                            staging.toString(),
                            "-U",
                            "postgres",
                            "-E",
                            "UTF8",
                            "--locale-provider=builtin",
                            "--builtin-locale=C.UTF-8",
                            "--locale=C",
                            "--auth=scram-sha-256",
                            "--pwfile=" + secret),
                    Duration.ofSeconds(120));
            Files.delete(secret);
            Files.move(staging, place.data());
        } catch (IOException e) {
            throw new ServerFailed(
                    "PostgreSQL's data folder " + place.data() + " could not be made: " + e.getMessage(), e);
        }
    }

    private static void requireVersion(Path data) throws IOException {
        Path version = data.resolve("PG_VERSION");
        String found = Files.exists(version) ? Files.readString(version).trim() : "none";
        if (!found.equals(VERSION)) {
            throw new ServerFailed(
                    "The folder " + data + " does not hold a PostgreSQL " + VERSION + " (version: " + found + ").");
        }
    }

    /** PostgreSQL takes any living process with the id in its lock for itself; ids are reused. */
    private static void forgetStrangersLock(Path data) throws IOException {
        Path lock = data.resolve("postmaster.pid");
        if (!Files.exists(lock)) {
            return;
        }
        String pid = Files.readAllLines(lock).stream().findFirst().orElse("").trim();
        if (pid.matches("\\d{1,18}")
                && ProcessHandle.of(Long.parseLong(pid))
                        .filter(p -> !isPostgres(p))
                        .isPresent()) {
            Files.delete(lock);
        }
    }

    private static boolean isPostgres(ProcessHandle process) {
        return process.info()
                .command()
                .map(command -> command.endsWith("/postgres"))
                .orElse(true);
    }

    private static void endOrphan(Place place) {
        if (place.pidFile().living().isPresent()) {
            shutDown(place);
        }
        place.pidFile().endOrphan(Duration.ofSeconds(5));
    }

    private static void shutDown(Place place) {
        run(
                place,
                "pg_ctl",
                List.of("stop", "-D", place.data().toString(), "-m", "fast", "-w", "-t", "6"),
                Duration.ofSeconds(8));
    }

    private static void run(Place place, String program, List<String> arguments, Duration patience) {
        List<String> command = new ArrayList<>(asOrdinaryUser());
        command.add(place.programs().resolve("bin").resolve(program).toString());
        command.addAll(arguments);
        try {
            Files.createDirectories(place.log().getParent());
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(place.log().toFile()))
                    .start();
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new ServerFailed(
                        "PostgreSQL's " + program + " did not end within " + patience.toSeconds() + " s.");
            }
            if (process.exitValue() != 0 && program.equals("initdb")) {
                throw new ServerFailed(
                        "PostgreSQL's data folder could not be made: " + ServerProcess.lastWords(place.log()));
            }
        } catch (IOException e) {
            throw new ServerFailed("PostgreSQL's " + program + " could not be run: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerFailed("Interrupted while PostgreSQL's " + program + " ran.", e);
        }
    }

    /** PostgreSQL refuses to run as root: in a user namespace of its own it is nobody. */
    private static List<String> asOrdinaryUser() {
        if (!"root".equals(System.getProperty("user.name"))) {
            return List.of();
        }
        String unshare = ServerProcess.executable("unshare")
                .orElseThrow(
                        () -> new ServerFailed("PostgreSQL does not run as root: start Signet as an ordinary user."));
        return List.of(unshare, "-U");
    }

    static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerFailed("Interrupted while waiting for a server.", e);
        }
    }
}
