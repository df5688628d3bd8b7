package dev.signet.chaos.cluster;

import dev.signet.local.Console;
import dev.signet.local.Replica;
import dev.signet.local.Service;
import dev.signet.local.Settings;
import dev.signet.local.Suite;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The assembled suite with two replicas of each service, of which any process may be killed, stopped or frozen. What is
 * killed is started again by the suite's own watch, as a cluster would.
 */
public final class Cluster implements AutoCloseable {
    /** The parts that are no services. */
    public static final String POSTGRES = "postgres";

    public static final String KAFKA = "kafka";
    public static final String REDIS = "redis";

    /** How many processes there are of each service. */
    public static final int REPLICAS = 2;

    private static final Duration PROBE = Duration.ofSeconds(2);

    private final Suite suite;
    private final URI gateway;
    private final HttpClient client = HttpClient.newHttpClient();

    /** Stops the suite when the command itself is asked to end. */
    private final Thread end;

    private Cluster(Suite suite, URI gateway) {
        this.suite = suite;
        this.gateway = gateway;
        this.end = new Thread(suite::stop, "stop-cluster");
        Runtime.getRuntime().addShutdownHook(end);
    }

    /**
     * Starts a cluster and returns when all of it is ready.
     *
     * @param environment variables for the services besides their own
     */
    public static Cluster start(Path project, Path data, int port, Map<String, String> environment) {
        var settings = new Settings(project, data, port, REPLICAS, new Settings.Control(true, false, environment));
        Suite suite = Suite.open(settings, new Console(System.out));
        Cluster cluster = new Cluster(suite, settings.publicUrl());
        try {
            suite.start();
            return cluster;
        } catch (RuntimeException failure) {
            cluster.close();
            throw failure;
        }
    }

    /** The base address for clients. */
    public URI gateway() {
        return gateway;
    }

    /** The addresses of each replica of a service, past the gateway. */
    public List<URI> replicas(Service service) {
        return names(service).stream()
                .map(name -> URI.create("http://127.0.0.1:" + suite.port(name)))
                .toList();
    }

    /** The names of all services' processes. */
    public List<String> services() {
        return Arrays.stream(Service.values())
                .flatMap(service -> names(service).stream())
                .toList();
    }

    public Path operatorCredentials() {
        return suite.operatorCredentials();
    }

    /** Ends a process without a word. */
    public void kill(String part) {
        signal("KILL", part);
    }

    /** Asks a process to end. */
    public void terminate(String part) {
        signal("TERM", part);
    }

    /** Freezes a process and all its children: its connections stay open and say nothing. */
    public void pause(String part) {
        signal("STOP", part);
    }

    public void resume(String part) {
        signal("CONT", part);
    }

    /** Kills a process, which stays down until it is {@link #release released}. */
    public void stop(String part) {
        suite.part(part).hold();
        kill(part);
    }

    public void release(String part) {
        suite.part(part).release();
    }

    /** The id of a part's process, or zero while it is down. */
    public long pid(String part) {
        return suite.part(part).process().map(ProcessHandle::pid).orElse(0L);
    }

    /** Whether a service's process says that it is ready. */
    public boolean isReady(String service) {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + suite.port(service) + "/q/health/ready"))
                .timeout(PROBE)
                .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Whether every service's process is ready. */
    public boolean isWhole() {
        return services().stream().allMatch(this::isReady);
    }

    /** The superuser's JDBC address of a service's database, with its password. */
    public String database(Service service) {
        return "jdbc:postgresql://127.0.0.1:" + suite.port(POSTGRES) + "/signet_"
                + service.id().replace('-', '_') + "?user=postgres&password=" + suite.password(POSTGRES)
                + "&connectTimeout=2&socketTimeout=5";
    }

    public String kafka() {
        return "127.0.0.1:" + suite.port(KAFKA);
    }

    /** Redis, spoken to directly. */
    public RedisPort redis() {
        return new RedisPort(suite.port(REDIS), suite.password(REDIS));
    }

    @Override
    public void close() {
        client.close();
        suite.stop();
        try {
            Runtime.getRuntime().removeShutdownHook(end);
        } catch (IllegalStateException ending) {
            return; // the hook runs, and finds all stopped
        }
    }

    private void signal(String name, String part) {
        suite.part(part).process().ifPresent(process -> {
            List<String> command = Stream.concat(
                            Stream.of("kill", "-" + name),
                            processes(name, process).map(each -> String.valueOf(each.pid())))
                    .toList();
            run(command);
        });
    }

    /** A frozen process must not leave children that go on; a killed one takes its children along by itself. */
    private static Stream<ProcessHandle> processes(String signal, ProcessHandle process) {
        return signal.equals("STOP") || signal.equals("CONT")
                ? Stream.concat(Stream.of(process), process.descendants())
                : Stream.of(process);
    }

    /** A process that has just ended by itself is no failure. */
    private static void run(List<String> command) {
        try {
            Process kill = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!kill.waitFor(5, TimeUnit.SECONDS)) {
                throw new IllegalStateException("kill did not end");
            }
        } catch (IOException e) {
            throw new IllegalStateException("Processes cannot be signalled: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a process was signalled.", e);
        }
    }

    /** The names of a service's processes. */
    public List<String> names(Service service) {
        return IntStream.rangeClosed(1, REPLICAS)
                .mapToObj(number -> new Replica(service, number).id())
                .toList();
    }
}
