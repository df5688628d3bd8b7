package dev.signet.local;

import dev.signet.embedded.Ports;
import dev.signet.local.demo.Demo;
import dev.signet.local.demo.Practice;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** One run of the suite for the sake of later starts: each service ends by writing its {@link AotCache}. */
final class Training {
    private static final Duration PRACTICE = Duration.ofSeconds(45);
    private static final long LONGEST_MINUTES = 5;

    /** A JVM that writes its cache starts a second one with half a gigabyte: all at once would not fit small machines. */
    private static final int AT_ONCE = 2;

    private final Settings settings;
    private final Suite suite;
    private final Console console;

    private Training(Settings settings, Suite suite, Console console) {
        this.settings = settings;
        this.suite = suite;
        this.console = console;
    }

    /** Prepares the suite on a data folder of its own, which is of no use afterwards. */
    static Training open(Path project, Path data, Console console) {
        var settings = new Settings(project, data, Ports.free(), 1, Settings.Control.TRAINING);
        return new Training(settings, Suite.open(settings, console), console);
    }

    void run() throws Exception {
        suite.start();
        practise();
        try (ExecutorService side = Executors.newFixedThreadPool(AT_ONCE)) {
            List<CompletableFuture<Void>> ends = Arrays.stream(Service.values())
                    .map(service -> CompletableFuture.runAsync(() -> end(service), side))
                    .toList();
            ends.forEach(CompletableFuture::join);
        }
        Programs.of(settings.project()).keep(new DataFolder(settings.data()));
    }

    /** Has the services do what they will do most: a JVM keeps which code was hot, and compiles it early later on. */
    private void practise() throws Exception {
        Demo.play(settings.publicUrl(), Settings.REGION, suite.operatorCredentials());
        console.done("the story is played");
        Practice.run(settings.publicUrl(), Settings.REGION, suite.operatorCredentials(), PRACTICE);
        console.done("the services have practised");
    }

    void stop() {
        suite.stop();
    }

    /** Ends a service, which writes its cache then. */
    private void end(Service service) {
        Watched<?> part = suite.part(service.id());
        part.hold();
        part.process().ifPresent(process -> {
            process.destroy();
            process.onExit().orTimeout(LONGEST_MINUTES, TimeUnit.MINUTES).join();
        });
        if (!AotCache.of(service, settings.project()).accept()) {
            throw new CannotRun("The service " + service.id() + " wrote no cache.");
        }
        console.done(service.id() + " is trained");
    }
}
