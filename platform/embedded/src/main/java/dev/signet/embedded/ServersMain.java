package dev.signet.embedded;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/**
 * Runs the three servers in a folder and prints the variables by which tests find them. In scratch mode they live as long
 * as standard input stays open, and the folder is removed at the end: a test run that dies takes its servers with it.
 */
public final class ServersMain {
    private ServersMain() {}

    /** Arguments: the folder, the greatest number of PostgreSQL connections, and optionally {@code --scratch}. */
    public static void main(String[] arguments) throws Exception {
        Path home = Path.of(arguments[0]);
        boolean scratch = arguments.length > 2 && arguments[2].equals("--scratch");
        EmbeddedServers servers = EmbeddedServers.start(home, settings(Integer.parseInt(arguments[1]), scratch));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(servers, home, scratch), "stop-servers"));
        print(servers, System.out);
        if (scratch) {
            System.in.transferTo(PrintStream.nullOutputStream());
            System.exit(0);
        }
        new CountDownLatch(1).await();
    }

    private static EmbeddedServers.Settings settings(int connections, boolean scratch) {
        var postgres = new EmbeddedPostgres.Settings(port(25432, scratch), "pw", connections);
        return new EmbeddedServers.Settings(postgres, port(29092, scratch), port(26379, scratch), "pw");
    }

    private static int port(int preferred, boolean scratch) {
        return scratch ? Ports.free() : Ports.freeOr(preferred);
    }

    private static void print(EmbeddedServers servers, PrintStream out) {
        out.printf(
                "export SIGNET_TEST_POSTGRES=postgresql://postgres:pw@127.0.0.1:%d/postgres%n",
                servers.postgres().port());
        out.printf("export SIGNET_TEST_KAFKA=%s%n", servers.kafka().bootstrapServers());
        out.printf("export SIGNET_TEST_REDIS=%s%n", servers.redis().url());
        out.flush();
    }

    private static void end(EmbeddedServers servers, Path home, boolean scratch) {
        servers.stop();
        if (scratch) {
            try {
                Trees.delete(home);
            } catch (IOException e) {
                System.err.println("The folder " + home + " could not be removed: " + e.getMessage());
            }
        }
    }
}
