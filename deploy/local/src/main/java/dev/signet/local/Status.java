package dev.signet.local;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The table of {@code signet status}. */
final class Status {
    private static final String ROW = "%-15s %8s %7s  %-9s %9s%n";

    private final Running running;
    private final PortBook ports;

    Status(DataFolder folder) {
        this.running = new Running(folder);
        this.ports = PortBook.read(folder);
    }

    /** Prints the table and tells whether every part is up. */
    boolean print(PrintStream out) {
        boolean up = true;
        out.printf(ROW, "part", "pid", "port", "health", "memory");
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (String part : running.parts()) {
                Optional<ProcessHandle> process = running.of(part);
                boolean healthy = process.isPresent() && healthy(client, part);
                up &= healthy;
                out.printf(
                        ROW,
                        part,
                        process.map(handle -> String.valueOf(handle.pid())).orElse("-"),
                        process.flatMap(_ -> port(part)).map(String::valueOf).orElse("-"),
                        process.isEmpty() ? "down" : healthy ? "up" : "not ready",
                        process.flatMap(Status::memory).orElse("-"));
            }
        }
        return up;
    }

    /** Waits until every part is up, no longer than a limit; tells whether they are. */
    static boolean awaitUp(DataFolder folder, Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!new Status(folder).isUp()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(250);
        }
        return true;
    }

    private boolean isUp() {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return running.parts().stream().allMatch(part -> running.of(part).isPresent() && healthy(client, part));
        }
    }

    private boolean healthy(HttpClient client, String part) {
        boolean service = Replica.of(ports).stream().anyMatch(each -> each.id().equals(part));
        return port(part)
                .filter(port -> service ? ServiceProcess.isReady(client, port) : listens(port))
                .isPresent();
    }

    private Optional<Integer> port(String part) {
        return ports.of(part.equals(Running.SUITE) ? PortBook.GATEWAY : part);
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    /** The resident memory of a process. */
    private static Optional<String> memory(ProcessHandle process) {
        try {
            Process ps = new ProcessBuilder("ps", "-o", "rss=", "-p", String.valueOf(process.pid())).start();
            String kilobytes = new String(ps.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).trim();
            return kilobytes.matches("\\d+") ? Optional.of(Long.parseLong(kilobytes) / 1024 + " MB") : Optional.empty();
        } catch (IOException unknown) {
            return Optional.empty();
        }
    }
}
