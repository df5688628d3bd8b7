package dev.signet.chaos.workload;

import dev.signet.chaos.history.History;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/**
 * Clients who use the suite in every way that the checker knows, and write the history of it: devices of a few identities
 * that read, write, follow and listen, many writers at once, and users from their sign-up to a forgotten password.
 */
public final class Workload implements AutoCloseable {
    private static final int LIVE_WRITERS = 3;
    private static final Duration CONTESTS = Duration.ofSeconds(4);

    private final Suite suite;
    private final Load load;
    private final Cast cast;
    private final List<Thread> threads = new ArrayList<>();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private volatile boolean stopping;
    private volatile boolean closing;

    /** What takes part in a run. */
    record Cast(
            Stage stage,
            History history,
            HttpClient http,
            Accounts accounts,
            UserList users,
            List<Identity> identities,
            List<LiveDevice> devices,
            List<AndroidDevice> androids) {}

    private Workload(Suite suite, History history, Load load) {
        this.suite = suite;
        this.load = load;
        Stage stage = Stage.set(suite);
        HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(2))
                .build();
        this.cast = new Cast(
                stage,
                history,
                http,
                new Accounts(suite, stage, history),
                new UserList(stage.userPool()
                        .substring(stage.userPool().indexOf('_') + 1)
                        .toLowerCase(Locale.ROOT)),
                new ArrayList<>(),
                new ArrayList<>(),
                new ArrayList<>());
    }

    /** Sets everything up, which a suite that is well is needed for, and begins. */
    public static Workload start(WorkloadTarget target, History history, long seed) {
        return start(target, history, seed, Load.USUAL);
    }

    public static Workload start(WorkloadTarget target, History history, long seed, Load load) {
        Workload workload = new Workload(new Suite(target), history, load);
        workload.begin(new SplittableRandom(seed));
        return workload;
    }

    private void begin(SplittableRandom random) {
        Pace pace = new Pace(load.perSecond());
        for (int i = 0; i < load.identities(); i++) {
            Identity identity = new Identity(suite, cast.stage());
            cast.identities().add(identity);
            for (int number = 0; number < LIVE_WRITERS; number++) {
                boolean restless = number == LIVE_WRITERS - 1;
                String device = listen(identity, number % 2 == 0, random.split());
                go("writer", pace, new DatasetWorker(cast.history(), identity, device, restless, random.split()));
            }
            go("writer", pace, new DatasetWorker(cast.history(), identity, android(identity), true, random.split()));
            go("watcher", pace, new Watcher(cast.history(), identity, listen(identity, i % 2 == 0, random.split())));
            go("watcher", pace, new Watcher(cast.history(), identity, android(identity)));
        }
        go(
                "contest",
                new Pace(1.0 / CONTESTS.toSeconds()),
                new Contest(cast.history(), cast.identities().getFirst(), load.atOnce()));
        var means = new UserWorker.Means(
                cast.accounts(), new Mails(suite.target().endpoint(), cast.http()), cast.users(), pace);
        for (int i = 0; i < load.users(); i++) {
            go("user-" + i, pace, new UserWorker(means, load.atOnce()));
        }
        start("connections", this::mindConnections);
    }

    private String android(Identity identity) {
        AndroidDevice device = AndroidDevice.register(suite.target().pushServer(), cast.history(), identity);
        cast.androids().add(device);
        return device.id();
    }

    private String listen(Identity identity, boolean resumes, SplittableRandom random) {
        var air = new LiveDevice.Air(suite.target(), cast.history(), cast.http());
        LiveDevice device = new LiveDevice(air, identity, identity.registerLiveDevice(), resumes, random);
        cast.devices().add(device);
        start("device-" + device.id(), device);
        return device.id();
    }

    private void go(String name, Pace pace, Worker worker) {
        threads.add(start(name, () -> {
            try {
                while (!stopping) {
                    pace.await();
                    worker.work();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
    }

    private Thread start(String name, Runnable deed) {
        return Thread.ofVirtual()
                .name(name)
                .uncaughtExceptionHandler((_, failure) -> failures.add(failure))
                .start(deed);
    }

    private void mindConnections() {
        try {
            while (!closing) {
                TimeUnit.MILLISECONDS.sleep(500);
                cast.devices().forEach(LiveDevice::check);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Begins nothing new and waits for what is under way; devices go on to listen. */
    public void stop() throws InterruptedException {
        stopping = true;
        for (Thread thread : threads) {
            thread.join();
        }
        failIfBroken();
    }

    /**
     * To be called once the load is stopped, the faults are healed and nothing is on its way: reads everything for the
     * last time, gives devices their time to be told, and reads the topic of changes.
     */
    public void finalReads() throws InterruptedException {
        cast.devices().forEach(LiveDevice::stay);
        new LastLook(cast, suite.target()).take();
        failIfBroken();
    }

    private void failIfBroken() {
        if (!failures.isEmpty()) {
            IllegalStateException broken = new IllegalStateException("The workload itself is broken");
            failures.forEach(broken::addSuppressed);
            throw broken;
        }
    }

    @Override
    public void close() {
        stopping = true;
        closing = true;
        cast.devices().forEach(LiveDevice::end);
        cast.androids().forEach(AndroidDevice::end);
        suite.close();
        cast.http().shutdownNow();
    }
}
