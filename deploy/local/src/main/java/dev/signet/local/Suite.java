package dev.signet.local;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.signet.embedded.EmbeddedKafka;
import dev.signet.embedded.EmbeddedPostgres;
import dev.signet.embedded.EmbeddedRedis;
import dev.signet.embedded.ServerProcess;
import dev.signet.local.gateway.Gateway;
import java.io.IOException;
import java.net.BindException;
import java.net.http.HttpClient;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The running suite: PostgreSQL, Kafka, Redis, the replicas of the four services and the gateway, on one data folder. */
public final class Suite {
    private static final int CONNECTIONS_OF_OTHERS = 60;
    private static final int CONNECTIONS_OF_REPLICAS = 90;
    private static final Duration LONGEST_START = Duration.ofMinutes(3);
    private static final int HOPELESS = 3;

    private final Settings settings;
    private final DataFolder folder;
    private final FileLock lock;
    private final Console console;
    private final PortBook ports;
    private final Secrets secrets;
    private final Shutdown shutdown = new Shutdown();
    private final ExecutorService starters = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Replica> replicas;
    private final Map<String, Watched<?>> parts = new ConcurrentHashMap<>();

    private Suite(Settings settings, DataFolder folder, FileLock lock, Console console) {
        this.settings = settings;
        this.replicas = Replica.all(settings.replicas());
        this.folder = folder;
        this.lock = lock;
        this.console = console;
        this.secrets = Secrets.open(folder);
        this.ports = PortBook.read(folder);
    }

    /**
     * Takes the data folder for this process and ends what a killed one has left there, so that the suite can start; the
     * folder is given back when the suite has stopped. Only one suite fits into a process.
     */
    public static Suite open(Settings settings, Console console) {
        DataFolder folder = new DataFolder(settings.data());
        ServiceProcess.requireBuilt(settings.project());
        folder.prepare();
        FileLock lock = folder.take();
        folder.requireRoom();
        new Running(folder).endOrphans();
        folder.clearTemporary();
        Programs.of(settings.project()).bring(folder);
        System.setProperty("java.io.tmpdir", folder.temporary().toString());
        folder.pidFile(Running.SUITE).write(ProcessHandle.current().pid(), "-Ddev.signet.data=" + folder.root());
        LogFiles.open(folder);
        return new Suite(settings, folder, lock, console);
    }

    /** Starts everything and returns when all of it is ready. */
    public void start() {
        choosePorts();
        openGateway();
        console.say("Starting Signet on " + folder.root() + " ...");
        var postgres = starting(this::startPostgres);
        var redis = starting(this::startRedis);
        var kafka = starting(this::startKafka);
        join(postgres);
        startServices();
        join(redis);
        join(kafka);
        awaitServices();
    }

    /** Stops everything in order; what is still starting is waited for, and stopped. */
    public void stop() {
        if (!shutdown.isEmpty()) {
            console.say("Stopping ...");
            shutdown.run(console);
            console.say("Stopped.");
        }
        starters.shutdown();
        try {
            starters.awaitTermination(5, TimeUnit.SECONDS);
            folder.pidFile(Running.SUITE).forget();
            lock.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            console.say("The data folder could not be given back: " + e.getMessage());
        }
    }

    /** One of its processes: {@code postgres}, {@code redis}, {@code kafka} where it is apart, or a replica's name. */
    public Watched<?> part(String name) {
        Watched<?> part = parts.get(name);
        if (part == null) {
            throw new IllegalArgumentException("there is no part " + name + ", but " + parts.keySet());
        }
        return part;
    }

    /** The port of a part on the loopback address. */
    public int port(String part) {
        return ports.of(part).orElseThrow(() -> new IllegalStateException("no port chosen for " + part));
    }

    /** The password of {@code postgres} (the superuser), {@code redis} or a service's login. */
    public String password(String login) {
        return secrets.password(login);
    }

    /** The file with the operator's access key. */
    public Path operatorCredentials() {
        return folder.operatorCredentials();
    }

    private void choosePorts() {
        List<String> names = Stream.concat(
                        Stream.of("postgres", "kafka", "redis"),
                        replicas.stream().map(Replica::id))
                .toList();
        ports.keepOnly(names);
        names.forEach(ports::choose);
        ports.set(PortBook.GATEWAY, settings.port());
    }

    private void openGateway() {
        Map<Service, List<Integer>> where = replicas.stream()
                .collect(groupingBy(Replica::service, mapping(replica -> port(replica.id()), toList())));
        try {
            Gateway gateway = Gateway.open(settings.port(), where);
            shutdown.add(Shutdown.Rank.GATEWAY, gateway::close);
        } catch (BindException refused) {
            boolean forbidden = String.valueOf(refused.getMessage()).contains("ermission");
            throw new CannotRun(
                    "Port " + settings.port() + (forbidden ? " may not be opened by you" : " is in use")
                            + ": choose another with --port" + (forbidden ? "." : ", or stop what listens there."),
                    refused);
        }
        ports.write();
    }

    private void startPostgres() {
        var place = new EmbeddedPostgres.Settings(port("postgres"), secrets.password("postgres"), connections());
        var watched = new Watched<>("PostgreSQL", () -> EmbeddedPostgres.start(folder.root(), place), console::say);
        EmbeddedPostgres postgres = watched.start();
        keep(Shutdown.Rank.POSTGRES, "postgres", watched);
        Databases.make(postgres, secrets);
        console.done("PostgreSQL");
    }

    private void startRedis() {
        String password = secrets.password("redis");
        var watched =
                new Watched<>("Redis", () -> EmbeddedRedis.start(folder.root(), port("redis"), password), console::say);
        watched.start();
        keep(Shutdown.Rank.REDIS, "redis", watched);
        console.done("Redis");
    }

    private void startKafka() {
        if (settings.control().kafkaApart()) {
            var watched = new Watched<>("Kafka", () -> KafkaProcess.start(folder, port("kafka")), console::say);
            watched.start();
            keep(Shutdown.Rank.KAFKA, "kafka", watched);
        } else {
            EmbeddedKafka kafka = EmbeddedKafka.start(folder.root(), port("kafka"));
            shutdown.add(Shutdown.Rank.KAFKA, kafka::stop);
        }
        console.done("Kafka");
    }

    private int connections() {
        return CONNECTIONS_OF_OTHERS + CONNECTIONS_OF_REPLICAS * settings.replicas();
    }

    private void startServices() {
        Environment environment = new Environment(settings, folder, ports, secrets);
        for (Replica replica : replicas) {
            var watched = new Watched<>(
                    replica.id(),
                    () -> ServiceProcess.start(replica, settings, folder, environment.of(replica)),
                    console::say);
            watched.start();
            keep(Shutdown.Rank.SERVICE, replica.id(), watched);
        }
    }

    private void keep(Shutdown.Rank rank, String part, Watched<?> watched) {
        parts.put(part, watched);
        shutdown.add(rank, watched::stop);
    }

    private void awaitServices() {
        long deadline = System.nanoTime() + LONGEST_START.toNanos();
        List<Replica> waiting = new ArrayList<>(replicas);
        try (HttpClient client = HttpClient.newHttpClient()) {
            while (!waiting.isEmpty() && !shutdown.begun()) {
                waiting.removeIf(replica -> isReady(client, replica.id()));
                if (System.nanoTime() > deadline) {
                    throw notReady(
                            waiting.getFirst().id(), "is not ready after " + LONGEST_START.toMinutes() + " minutes");
                }
                TimeUnit.MILLISECONDS.sleep(100);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotRun("Interrupted while the services started.", e);
        }
    }

    private boolean isReady(HttpClient client, String replica) {
        if (part(replica).failures() >= HOPELESS) {
            throw notReady(replica, "ended " + HOPELESS + " times while it started");
        }
        boolean ready = ServiceProcess.isReady(client, port(replica));
        if (ready) {
            console.done(replica);
        }
        return ready;
    }

    private CannotRun notReady(String replica, String what) {
        return new CannotRun("The service " + replica + " " + what + ": " + ServerProcess.lastWords(folder.log(replica))
                + " (./signet logs " + replica + " shows more).");
    }

    private CompletableFuture<Void> starting(Runnable start) {
        return CompletableFuture.runAsync(start, starters);
    }

    private static void join(CompletableFuture<Void> start) {
        try {
            start.join();
        } catch (CompletionException failure) {
            throw failure.getCause() instanceof RuntimeException known ? known : failure;
        }
    }
}
