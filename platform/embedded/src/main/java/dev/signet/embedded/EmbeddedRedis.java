package dev.signet.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;

/** Redis 6.2 as an own process: listens on 127.0.0.1 only, wants a password, keeps an append-only file. */
public final class EmbeddedRedis implements RunningServer {
    private static final Duration START = Duration.ofSeconds(30);

    private final ServerProcess process;
    private final int port;
    private final String password;

    private EmbeddedRedis(ServerProcess process, int port, String password) {
        this.process = process;
        this.port = port;
        this.password = password;
    }

    /**
     * Starts a server whose data lies in {@code home/redis}, ending what a killed start left running on it.
     *
     * @param password letters, digits, _ and - only
     */
    public static EmbeddedRedis start(Path home, int port, String password) {
        Path own = home.toAbsolutePath().normalize();
        Path program = Unpacked.redis(own.resolve("bin"));
        PidFile pidFile = new PidFile(own.resolve("run/redis.pid"));
        pidFile.endOrphan(Duration.ofSeconds(5));
        Path data = own.resolve("redis");
        Path configuration = configure(data, port, password);
        ServerProcess process = ServerProcess.start(
                new ServerProcess.Program(
                        "Redis", List.of(program.toString(), configuration.toString()), configuration.toString()),
                data,
                pidFile,
                own.resolve("logs/redis.log"));
        EmbeddedRedis redis = new EmbeddedRedis(process, port, password);
        redis.awaitReady();
        return redis;
    }

    public int port() {
        return port;
    }

    @Override
    public ServerProcess process() {
        return process;
    }

    /** The address with the password in it. */
    public String url() {
        return "redis://:" + password + "@127.0.0.1:" + port;
    }

    @Override
    public void stop() {
        process.stop(Duration.ofSeconds(5));
    }

    private static Path configure(Path data, int port, String password) {
        Path file = data.resolve("redis.conf");
        try {
            Files.createDirectories(data);
            Files.deleteIfExists(file);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            return Files.writeString(file, """
                    bind 127.0.0.1
                    port %d
                    requirepass %s
                    dir "%s"
                    appendonly yes
                    appendfsync everysec
                    save ""
                    daemonize no
                    set-proc-title no
                    """.formatted(port, password, data));
        } catch (IOException e) {
            throw new ServerFailed("Redis' folder " + data + " could not be made: " + e.getMessage(), e);
        }
    }

    private void awaitReady() {
        long deadline = System.nanoTime() + START.toNanos();
        while (!answers()) {
            process.requireAlive();
            if (System.nanoTime() > deadline) {
                process.stop(Duration.ofSeconds(5));
                throw new ServerFailed("Redis did not get ready within " + START.toSeconds() + " s.");
            }
            EmbeddedPostgres.pause(30);
        }
    }

    /** Redis answers PING with LOADING until its file is read. */
    private boolean answers() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(2_000);
            socket.getOutputStream()
                    .write(("AUTH " + password + "\r\nPING\r\nQUIT\r\n").getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII).contains("+PONG");
        } catch (IOException notYet) {
            return false;
        }
    }
}
