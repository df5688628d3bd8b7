package dev.signet.embedded;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/** Runs the three servers in a folder until it is ended, and prints the variables by which tests find them. */
public final class ServersMain {
    private ServersMain() {}

    /** Arguments: the folder, and the greatest number of PostgreSQL connections (optional). */
    public static void main(String[] arguments) throws InterruptedException {
        Path home = Path.of(arguments[0]);
        int connections = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 100;
        var postgres = new EmbeddedPostgres.Settings(Ports.freeOr(25432), "pw", connections);
        EmbeddedServers servers = EmbeddedServers.start(
                home, new EmbeddedServers.Settings(postgres, Ports.freeOr(29092), Ports.freeOr(26379), "pw"));
        Runtime.getRuntime().addShutdownHook(new Thread(servers::stop, "stop-servers"));
        System.out.printf(
                """
                export SIGNET_TEST_POSTGRES=postgresql://postgres:pw@127.0.0.1:%d/postgres
                export SIGNET_TEST_KAFKA=%s
                export SIGNET_TEST_REDIS=%s
                """,
                servers.postgres().port(),
                servers.kafka().bootstrapServers(),
                servers.redis().url());
        System.out.flush();
        new CountDownLatch(1).await();
    }
}
