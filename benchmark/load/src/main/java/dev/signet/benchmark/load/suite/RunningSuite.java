package dev.signet.benchmark.load.suite;

import dev.signet.embedded.Ports;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A suite started by {@code ./signet up} on a data folder and port of its own. */
public final class RunningSuite implements AutoCloseable {
    /** The four services. */
    public static final List<String> SERVICES = List.of("user-pool", "identity-pool", "sync", "notification");

    private static final Duration LONGEST_START = Duration.ofMinutes(3);

    /** What AWS allows in a second, but so much of it that only counting it is measured. */
    private static final List<String> QUOTAS = List.of(
            "USER_AUTHENTICATION",
            "USER_CREATION",
            "USER_ACCOUNT_RECOVERY",
            "USER_READ",
            "USER_UPDATE",
            "USER_TOKEN",
            "USER_RESOURCE_READ",
            "USER_LIST",
            "USER_POOL_READ",
            "USER_POOL_UPDATE",
            "USER_POOL_RESOURCE_UPDATE",
            "USER_POOL_CLIENT_READ",
            "USER_POOL_CLIENT_UPDATE",
            "WRONG_GUESSES_PER_SOURCE",
            "MAILS_PER_SOURCE");

    private static final String PLENTY = "1000000";

    /** A single identity gets the thousand devices of the push scenario. */
    private static final Map<String, String> SETTINGS =
            Map.of("SIGNET_SYNC_DEVICES_PER_IDENTITY", "2000", "SIGNET_SYNC_DATASETS_PER_IDENTITY", "2000");

    private final Process process;
    private final Path data;
    private final int port;
    private final double upSeconds;
    private final Thread end;

    private RunningSuite(Process process, Path data, int port, double upSeconds, Thread end) {
        this.process = process;
        this.data = data;
        this.port = port;
        this.upSeconds = upSeconds;
        this.end = end;
    }

    /** Starts a built suite and returns when it is ready. */
    public static RunningSuite up(Path home, Path data) {
        Path output = data.resolveSibling(data.getFileName() + ".out");
        int port = Ports.free();
        long begin = System.nanoTime();
        Process process = script(home, output, "up", "--data", data.toString(), "--port", String.valueOf(port));
        Thread end = new Thread(() -> stop(process), "end-suite");
        Runtime.getRuntime().addShutdownHook(end);
        boolean up = await(() -> said(output).contains("Signet is up.") || !process.isAlive(), LONGEST_START);
        if (!up || !process.isAlive()) {
            stop(process);
            throw new IllegalStateException("The suite did not start: " + said(output));
        }
        return new RunningSuite(process, data, port, (System.nanoTime() - begin) / 1e9, end);
    }

    private static Process script(Path home, Path output, String... arguments) {
        try {
            Files.createDirectories(output.getParent());
            var command =
                    new java.util.ArrayList<>(List.of(home.resolve("signet").toString()));
            command.addAll(List.of(arguments));
            ProcessBuilder builder = new ProcessBuilder(Processors.forServer(command))
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().putAll(SETTINGS);
            QUOTAS.forEach(quota -> builder.environment().put("SIGNET_QUOTAS_" + quota, PLENTY));
            builder.environment().put("SIGNET_BUILD", "no");
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How long {@code ./signet up} took until it was ready. */
    public double upSeconds() {
        return upSeconds;
    }

    public Path data() {
        return data;
    }

    /** The gateway; services name it by the name that is signed. */
    public URI endpoint() {
        return URI.create("http://localhost:" + port);
    }

    public Path operatorCredentials() {
        return data.resolve("operator-credentials");
    }

    /** Where a part listens. */
    public int port(String part) {
        return Integer.parseInt(properties("run/ports").getProperty(part));
    }

    /** The password of a login of PostgreSQL. */
    public String password(String login) {
        return properties("passwords").getProperty(login);
    }

    private Properties properties(String file) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(Files.readString(data.resolve(file))));
            return properties;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What each process has used so far; the generator is this process. */
    public Usage usage() {
        return usage(Map.of());
    }

    /** What each process has used so far, and others beside the suite. */
    public Usage usage(Map<String, ProcessTree> others) {
        Map<String, Double> cpu = new LinkedHashMap<>();
        Map<String, Long> memory = new LinkedHashMap<>();
        Map<String, ProcessTree> all = trees();
        all.putAll(others);
        all.forEach((part, tree) -> {
            cpu.put(part, tree.cpuSeconds());
            memory.put(part, tree.residentBytes());
        });
        return new Usage(cpu, memory);
    }

    private Map<String, ProcessTree> trees() {
        Map<String, ProcessTree> trees = new LinkedHashMap<>();
        for (String part : SERVICES) {
            trees.put(part, new ProcessTree(pid(part), false));
        }
        trees.put("postgres", new ProcessTree(pid("postgres"), true));
        trees.put("redis", new ProcessTree(pid("redis"), true));
        trees.put("gateway + kafka", new ProcessTree(pid("suite"), false));
        trees.put("generator", new ProcessTree(ProcessHandle.current().pid(), false));
        return trees;
    }

    /** The process of a part. */
    public long pid(String part) {
        return said(data.resolve("run/" + part + ".pid"))
                .lines()
                .findFirst()
                .map(Long::valueOf)
                .orElseThrow(() -> new IllegalStateException(part + " does not run"));
    }

    /** The options of the JVM with which the launcher runs the services, but for the cache, which holds their own classes. */
    public List<String> flagsOfServices() {
        return said(Path.of("/proc/" + pid("user-pool") + "/cmdline"))
                .transform(line -> List.of(line.split("\0")))
                .stream()
                .filter(word -> word.startsWith("-X") || word.startsWith("--"))
                .filter(word -> !word.startsWith("-XX:AOTCache="))
                .toList();
    }

    /** What a part wrote to its log. */
    public String log(String part) {
        return said(data.resolve("logs/" + part + ".log"));
    }

    @Override
    public void close() {
        stop(process);
        ChildProcess.forget(end);
    }

    private static void stop(Process process) {
        process.destroy();
        if (!await(() -> !process.isAlive(), Duration.ofSeconds(60))) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    /** Waits for a condition, no longer than a limit. */
    public static boolean await(BooleanSupplier condition, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            try {
                TimeUnit.MILLISECONDS.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }

    private static String said(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
