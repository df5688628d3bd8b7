package dev.signet.local;

import dev.signet.embedded.EmbeddedKafka;
import dev.signet.embedded.EmbeddedPostgres;
import dev.signet.embedded.EmbeddedRedis;
import dev.signet.embedded.ServerProcess;
import dev.signet.local.gateway.Gateway;
import java.io.IOException;
import java.net.BindException;
import java.net.http.HttpClient;
import java.nio.channels.FileLock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The running suite: PostgreSQL, Kafka, Redis, the four services and the gateway, on one data folder. */
final class Suite {
    private static final int CONNECTIONS = 150;
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
    private final Map<Service, Watched<ServiceProcess>> services = new EnumMap<>(Service.class);

    /** A suite that is about to start in a folder that this process has taken; it gives the folder back when it has stopped. */
    Suite(Settings settings, DataFolder folder, FileLock lock, Console console) {
        this.settings = settings;
        this.folder = folder;
        this.lock = lock;
        this.console = console;
        this.secrets = Secrets.open(folder);
        this.ports = PortBook.read(folder);
    }

    /** Starts everything and returns when all of it is ready. */
    void start() {
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
    void stop() {
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

    private void choosePorts() {
        for (String part : new String[] {"postgres", "kafka", "redis"}) {
            ports.choose(part);
        }
        for (Service service : Service.values()) {
            ports.choose(service.id());
        }
        ports.set(PortBook.GATEWAY, settings.port());
    }

    private void openGateway() {
        Map<Service, Integer> where = java.util.Arrays.stream(Service.values())
                .collect(Collectors.toMap(Function.identity(), s -> port(s.id())));
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
        var place = new EmbeddedPostgres.Settings(port("postgres"), secrets.password("postgres"), CONNECTIONS);
        var watched = new Watched<>("PostgreSQL", () -> EmbeddedPostgres.start(folder.root(), place), console::say);
        EmbeddedPostgres postgres = watched.start();
        shutdown.add(Shutdown.Rank.POSTGRES, watched::stop);
        Databases.make(postgres, secrets);
        console.done("PostgreSQL");
    }

    private void startRedis() {
        String password = secrets.password("redis");
        var watched =
                new Watched<>("Redis", () -> EmbeddedRedis.start(folder.root(), port("redis"), password), console::say);
        watched.start();
        shutdown.add(Shutdown.Rank.REDIS, watched::stop);
        console.done("Redis");
    }

    private void startKafka() {
        EmbeddedKafka kafka = EmbeddedKafka.start(folder.root(), port("kafka"));
        shutdown.add(Shutdown.Rank.KAFKA, kafka::stop);
        console.done("Kafka");
    }

    private void startServices() {
        Environment environment = new Environment(settings, folder, ports, secrets);
        for (Service service : Service.values()) {
            var watched = new Watched<>(
                    service.id(),
                    () -> ServiceProcess.start(service, settings.project(), folder, environment.of(service)),
                    console::say);
            watched.start();
            services.put(service, watched);
            shutdown.add(Shutdown.Rank.SERVICE, watched::stop);
        }
    }

    private void awaitServices() {
        long deadline = System.nanoTime() + LONGEST_START.toNanos();
        Map<Service, Watched<ServiceProcess>> waiting = new EnumMap<>(services);
        try (HttpClient client = HttpClient.newHttpClient()) {
            while (!waiting.isEmpty() && !shutdown.begun()) {
                waiting.entrySet().removeIf(entry -> isReady(client, entry.getKey(), entry.getValue()));
                if (System.nanoTime() > deadline) {
                    throw notReady(
                            waiting.keySet().iterator().next(),
                            "is not ready after " + LONGEST_START.toMinutes() + " minutes");
                }
                TimeUnit.MILLISECONDS.sleep(100);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CannotRun("Interrupted while the services started.", e);
        }
    }

    private boolean isReady(HttpClient client, Service service, Watched<ServiceProcess> watched) {
        if (watched.failures() >= HOPELESS) {
            throw notReady(service, "ended " + HOPELESS + " times while it started");
        }
        boolean ready = ServiceProcess.isReady(client, port(service.id()));
        if (ready) {
            console.done(service.id());
        }
        return ready;
    }

    private CannotRun notReady(Service service, String what) {
        return new CannotRun(
                "The service " + service.id() + " " + what + ": " + ServerProcess.lastWords(folder.log(service.id()))
                        + " (./signet logs " + service.id() + " shows more).");
    }

    private int port(String part) {
        return ports.of(part).orElseThrow(() -> new IllegalStateException("no port chosen for " + part));
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
