package dev.signet.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * A program run as an own process in its own session (a Ctrl-C at the terminal reaches only the one who started it), with
 * its output in a log file and its id remembered for a next start.
 */
public final class ServerProcess {
    private static final long LARGEST_LOG = 20 << 20;

    private final String name;
    private final Process process;
    private final PidFile pidFile;
    private final Path log;

    private ServerProcess(String name, Process process, PidFile pidFile, Path log) {
        this.name = name;
        this.process = process;
        this.pidFile = pidFile;
        this.log = log;
    }

    /** What to run: the mark is an argument that no process of another owner has. */
    public record Program(String name, List<String> command, String mark, Map<String, String> environment) {
        public Program {
            if (!command.contains(mark)) {
                throw new IllegalArgumentException("the command of " + name + " does not carry its mark");
            }
            command = List.copyOf(command);
            environment = Map.copyOf(environment);
        }

        public Program(String name, List<String> command, String mark) {
            this(name, command, mark, Map.of());
        }
    }

    /** Starts a program in a folder; what an earlier start of it left running must have been ended before. */
    public static ServerProcess start(Program program, Path folder, PidFile pidFile, Path log) {
        try {
            Files.createDirectories(log.getParent());
            putAside(log);
            ProcessBuilder builder = new ProcessBuilder(inOwnSession(program.command()))
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().putAll(program.environment());
            Process process = builder.start();
            pidFile.write(process.pid(), program.mark());
            return new ServerProcess(program.name(), process, pidFile, log);
        } catch (IOException e) {
            throw new ServerFailed(program.name() + " could not be started: " + e.getMessage(), e);
        }
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Completes when the process ends, for whatever reason, with its exit code. */
    public CompletableFuture<Integer> onExit() {
        return process.onExit().thenApply(Process::exitValue);
    }

    /** Fails when the process has ended, with the last words of its log. */
    public void requireAlive() {
        if (!process.isAlive()) {
            pidFile.forget();
            throw new ServerFailed(name + " ended at once with code " + process.exitValue() + ": " + lastWords(log));
        }
    }

    /** Ends the process: politely first, after the patience by force. */
    public void stop(Duration patience) {
        PidFile.end(process.toHandle(), patience);
        pidFile.forget();
    }

    /** The last line of a log that is no detail of the one before it, or a hint where to look. */
    public static String lastWords(Path log) {
        try (Stream<String> lines = Files.lines(log, StandardCharsets.ISO_8859_1)) {
            return lines.filter(line -> !line.isBlank() && !Character.isWhitespace(line.charAt(0)))
                    .reduce((_, last) -> last)
                    .orElse("its log " + log + " is empty");
        } catch (IOException e) {
            return "its log " + log + " cannot be read";
        }
    }

    /** A log that has grown large begins anew; the one before it is kept. */
    private static void putAside(Path log) throws IOException {
        if (Files.exists(log) && Files.size(log) > LARGEST_LOG) {
            Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static List<String> inOwnSession(List<String> command) {
        return executable("setsid")
                .map(setsid -> {
                    List<String> prefixed = new ArrayList<>(List.of(setsid));
                    prefixed.addAll(command);
                    return List.copyOf(prefixed);
                })
                .orElse(command);
    }

    /** Where a program of the operating system is, if it is installed. */
    static Optional<String> executable(String program) {
        return Stream.of("/usr/bin/", "/bin/", "/usr/local/bin/")
                .map(folder -> folder + program)
                .filter(path -> Files.isExecutable(Path.of(path)))
                .findFirst();
    }
}
