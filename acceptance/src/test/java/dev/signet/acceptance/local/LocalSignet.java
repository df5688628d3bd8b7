package dev.signet.acceptance.local;

import dev.signet.testkit.SignetClients;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** A Signet started by the script {@code ./signet up} on a data folder. */
public final class LocalSignet implements AutoCloseable {
    private static final Duration LONGEST_START = Duration.ofMinutes(4);

    /** Ctrl-C is ignored by what a shell runs in the background, and by all that is started there. */
    private static final List<String> AT_A_TERMINAL = List.of("perl", "-e", "$SIG{INT} = 'DEFAULT'; exec @ARGV");

    private final Process process;
    private final Path data;
    private final int port;
    private final Path output;

    private LocalSignet(Process process, Path data, int port, Path output) {
        this.process = process;
        this.data = data;
        this.port = port;
        this.output = output;
    }

    /** How a command ended and what it said. */
    record Ended(int code, String said) {}

    /** Starts one and waits until its banner is shown. */
    public static LocalSignet up(Path data, int port) {
        return up(data, port, Map.of());
    }

    /** As {@link #up(Path, int)}, with variables for its services and more options. */
    public static LocalSignet up(Path data, int port, Map<String, String> environment, String... options) {
        LocalSignet signet = start(data, port, environment, options);
        if (!await(() -> signet.says("Signet is up.") || !signet.process.isAlive(), LONGEST_START)
                || !signet.process.isAlive()) {
            signet.close();
            throw new AssertionError("Signet did not start: " + signet.said());
        }
        return signet;
    }

    /** Starts one without waiting for it. */
    static LocalSignet start(Path data, int port, Map<String, String> environment, String... options) {
        Path output = data.resolveSibling(data.getFileName() + "-" + System.nanoTime() + ".out");
        String[] arguments = Stream.concat(
                        Stream.of("up", "--data", data.toString(), "--port", "" + port), Stream.of(options))
                .toArray(String[]::new);
        return new LocalSignet(script(output, environment, arguments), data, port, output);
    }

    /** Runs a command of the script to its end. */
    static Ended run(Path data, String... arguments) {
        Path output = data.resolveSibling(data.getFileName() + "-" + System.nanoTime() + ".out");
        Process process = script(
                output,
                Map.of(),
                Stream.concat(Stream.of(arguments), Stream.of("--data", data.toString()))
                        .toArray(String[]::new));
        if (!await(() -> !process.isAlive(), LONGEST_START)) {
            process.destroyForcibly();
            throw new AssertionError("The command did not end: " + String.join(" ", arguments));
        }
        return new Ended(process.exitValue(), read(output));
    }

    /** Clients of its operator. */
    public SignetClients operator() {
        return SignetClients.at(URI.create("http://localhost:" + port)).operator(data.resolve("operator-credentials"));
    }

    /** The processes it consists of, by the ids it has written down. */
    List<ProcessHandle> processes() {
        try (Stream<Path> files = Files.list(data.resolve("run"))) {
            return files.filter(file -> file.toString().endsWith(".pid"))
                    .map(LocalSignet::process)
                    .flatMap(Optional::stream)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where a part listens on the loopback address. */
    URI address(String part) {
        return read(data.resolve("run/ports"))
                .lines()
                .filter(line -> line.startsWith(part + "="))
                .map(line -> URI.create("http://127.0.0.1:" + line.substring(part.length() + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError(part + " has no port"));
    }

    ProcessHandle part(String name) {
        return process(data.resolve("run/" + name + ".pid"))
                .orElseThrow(() -> new AssertionError(name + " does not run"));
    }

    /** Starts a command of the script that does not end by itself; the caller ends it. */
    static Process follow(Path data, Path output, String... arguments) {
        return script(
                output,
                Map.of(),
                Stream.concat(Stream.of(arguments), Stream.of("--data", data.toString()))
                        .toArray(String[]::new));
    }

    /** Asks it to stop, as a supervisor does, and tells how long it took. */
    public Duration terminate() {
        Instant start = Instant.now();
        process.destroy();
        return untilStopped(start);
    }

    /** Presses Ctrl-C and tells how long it took to stop. */
    Duration interrupt() {
        Instant start = Instant.now();
        pressInterrupt();
        return untilStopped(start);
    }

    /** Presses Ctrl-C without waiting for what it does. */
    void pressInterrupt() {
        try {
            new ProcessBuilder("kill", "-INT", "" + process.pid())
                    .start()
                    .onExit()
                    .join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** With what its launcher has ended. */
    int exitCode() {
        return process.exitValue();
    }

    private Duration untilStopped(Instant start) {
        if (!await(() -> !process.isAlive(), Duration.ofSeconds(60))) {
            throw new AssertionError("Signet did not stop: " + said());
        }
        return Duration.between(start, Instant.now());
    }

    /** Kills processes as a machine that loses power would, without a word. */
    static void kill(List<ProcessHandle> processes) {
        processes.forEach(ProcessHandle::destroyForcibly);
        if (!await(() -> processes.stream().noneMatch(ProcessHandle::isAlive), Duration.ofSeconds(20))) {
            throw new AssertionError("not all processes died");
        }
    }

    /** Whether its launcher runs. */
    boolean isRunning() {
        return process.isAlive();
    }

    boolean says(String words) {
        return said().contains(words);
    }

    String said() {
        return read(output);
    }

    /** Ends whatever is left of it. */
    @Override
    public void close() {
        List<ProcessHandle> left = new ArrayList<>(processes());
        left.add(process.toHandle());
        kill(left);
    }

    /** Waits for a condition, no longer than a limit. */
    public static boolean await(BooleanSupplier condition, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            try {
                TimeUnit.MILLISECONDS.sleep(50);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }

    private static Process script(Path output, Map<String, String> environment, String... arguments) {
        List<String> command = new ArrayList<>(AT_A_TERMINAL);
        command.add(Path.of("..", "signet").toString());
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        builder.environment().put("SIGNET_BUILD", "no");
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<ProcessHandle> process(Path pidFile) {
        return read(pidFile).lines().findFirst().map(Long::valueOf).flatMap(ProcessHandle::of);
    }

    private static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
