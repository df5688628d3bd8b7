package dev.signet.benchmark.load.suite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program beside the suite, ended together with this one. */
public final class ChildProcess implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 10;

    private final String name;
    private final Process process;
    private final Path output;
    private final Thread end;

    private ChildProcess(String name, Process process, Path output) {
        this.name = name;
        this.process = process;
        this.output = output;
        this.end = new Thread(this::destroy, "end-" + name);
        Runtime.getRuntime().addShutdownHook(end);
    }

    /** Starts a program in a folder; what it says goes to a file there. */
    public static ChildProcess start(String name, Path folder, List<String> command, Map<String, String> environment) {
        try {
            Files.createDirectories(folder);
            Path output = folder.resolve(name + ".log");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().putAll(environment);
            return new ChildProcess(name, builder.start(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a program to its end and demands success. */
    public static void run(String name, Path folder, List<String> command, Map<String, String> environment) {
        try (ChildProcess child = start(name, folder, command, environment)) {
            if (child.process.waitFor() != 0) {
                throw new IllegalStateException(name + " failed: " + child.said());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while " + name + " ran", e);
        }
    }

    /** Waits until the program answers. */
    public void awaitAnswer(URI uri, Duration limit) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            boolean answers = RunningSuite.await(() -> !process.isAlive() || answers(http, uri), limit);
            if (!answers || !process.isAlive()) {
                String said = said();
                close();
                throw new IllegalStateException(name + " did not start: " + said);
            }
        }
    }

    private static boolean answers(HttpClient http, URI uri) {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(2)).build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() < 500;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    public ProcessTree tree() {
        return new ProcessTree(process.pid(), true);
    }

    private String said() {
        try {
            String all = Files.readString(output);
            return all.substring(Math.max(0, all.length() - 2_000));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void destroy() {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroy();
        children.forEach(ProcessHandle::destroy);
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        children.forEach(ProcessHandle::destroyForcibly);
    }

    /** A hook cannot be taken away any more once it runs. */
    static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ending) {
            return;
        }
    }

    @Override
    public void close() {
        destroy();
        forget(end);
    }
}
