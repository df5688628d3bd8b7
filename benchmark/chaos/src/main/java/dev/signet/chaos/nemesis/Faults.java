package dev.signet.chaos.nemesis;

import static dev.signet.chaos.cluster.Cluster.KAFKA;
import static dev.signet.chaos.cluster.Cluster.POSTGRES;
import static dev.signet.chaos.cluster.Cluster.REDIS;

import dev.signet.chaos.cluster.Cluster;
import dev.signet.chaos.push.PushServer;
import dev.signet.local.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Every fault there is, by name. Whom it hits is drawn when it is made. */
public final class Faults {
    /** The names of all faults. */
    public static final List<String> NAMES = List.of(
            "kill-user-pool",
            "kill-identity-pool",
            "kill-sync",
            "kill-notification",
            "kill-service",
            "pause",
            "postgres-kill",
            "postgres-hang",
            "kafka-stop",
            "kafka-hang",
            "redis-stop",
            "redis-hang",
            "redis-flush",
            "push-hang",
            "duplicates",
            "reordered",
            "poison",
            "writers",
            "codes",
            "refreshes",
            "rolling-restart");

    private static final Duration HANG = Duration.ofSeconds(20);
    private static final Duration KAFKA_AWAY = Duration.ofSeconds(120);
    private static final Duration REDIS_AWAY = Duration.ofSeconds(10);
    private static final Duration READY = Duration.ofSeconds(60);
    /**
     * By how much a push to others may be slower while the push service hangs: less than the suite waits for it, as whoever is
     * held up by one that hangs comes later.
     */
    private static final double SLOWER_SECONDS = 8;

    private static final String HELD_UP =
            "a push service that hangs holds others up: a push to another Android device took "
                    + "%.1f s before and %.1f s while it hung for one, a push to a live device %.1f s before and %.1f s while it hung";

    private final Cluster cluster;
    private final Application application;
    private final PushServer pushServer;
    private final Canary canary;
    private final Messages messages;
    private final Races races;
    private final List<Race> raced = new CopyOnWriteArrayList<>();
    private final Map<String, Function<Random, Fault>> makers = new LinkedHashMap<>();

    Faults(Cluster cluster, Application application, PushServer pushServer, Canary canary) {
        this.cluster = cluster;
        this.application = application;
        this.pushServer = pushServer;
        this.canary = canary;
        this.messages = new Messages(cluster.kafka());
        this.races = new Races(application);
        for (Service service : Service.values()) {
            makers.put("kill-" + service.id(), random -> kill("kill-" + service.id(), one(service, random)));
        }
        makers.put("kill-service", random -> killAll(Service.values()[random.nextInt(Service.values().length)]));
        makers.put("pause", random -> hang("pause", any(cluster.services(), random), HANG));
        makers.put(
                "postgres-kill",
                _ -> Fault.passing("postgres-kill", Map.of(), Fault.done(() -> cluster.kill(POSTGRES))));
        makers.put("postgres-hang", _ -> hang("postgres-hang", POSTGRES, HANG));
        makers.put("kafka-stop", _ -> away("kafka-stop", KAFKA, KAFKA_AWAY));
        makers.put("kafka-hang", _ -> hang("kafka-hang", KAFKA, HANG));
        makers.put("redis-stop", _ -> away("redis-stop", REDIS, REDIS_AWAY));
        makers.put("redis-hang", _ -> hang("redis-hang", REDIS, REDIS_AWAY));
        makers.put(
                "redis-flush",
                _ -> Fault.passing("redis-flush", Map.of(), Fault.done(() -> cluster.redis()
                        .flushAll())));
        makers.put("push-hang", _ -> pushHang());
        makers.put(
                "duplicates",
                _ -> Fault.passing(
                        "duplicates",
                        Map.of(),
                        () -> messages.duplicate(List.of(Messages.CHANGES, Messages.DEVICES, Messages.IDENTITIES))));
        makers.put(
                "reordered",
                random -> Fault.passing("reordered", Map.of(), () -> messages.shuffle(Messages.CHANGES, random)));
        makers.put("poison", _ -> Fault.passing("poison", Map.of(), this::poison));
        makers.put("writers", _ -> race("writers", races::writers));
        makers.put("codes", _ -> race("codes", races::codes));
        makers.put("refreshes", _ -> race("refreshes", races::refreshes));
        makers.put("rolling-restart", _ -> Fault.passing("rolling-restart", Map.of(), this::rollingRestart));
    }

    /** A fault of a name, its victim drawn. */
    Fault make(String name, Random random) {
        Function<Random, Fault> maker = makers.get(name);
        if (maker == null) {
            throw new IllegalArgumentException("There is no fault " + name + ", but " + makers.keySet());
        }
        return maker.apply(random);
    }

    private Fault kill(String name, String victim) {
        return Fault.passing(name, Map.of("victim", victim), Fault.done(() -> cluster.kill(victim)));
    }

    private Fault killAll(Service service) {
        return Fault.passing("kill-service", Map.of("victim", service.id()), Fault.done(() -> cluster.names(service)
                .forEach(cluster::kill)));
    }

    private Fault hang(String name, String victim, Duration lasts) {
        return new Fault(
                name,
                Map.of("victim", victim),
                lasts,
                Fault.done(() -> cluster.pause(victim)),
                Fault.done(() -> cluster.resume(victim)));
    }

    private Fault away(String name, String victim, Duration lasts) {
        return new Fault(
                name,
                Map.of("victim", victim),
                lasts,
                Fault.done(() -> cluster.stop(victim)),
                Fault.done(() -> cluster.release(victim)));
    }

    /**
     * A push service that takes calls and does not answer, first those for one device and then all: what waits for it must
     * not hold up others, nor get lost.
     */
    private Fault pushHang() {
        List<Waiting> waiting = new ArrayList<>();
        return new Fault(
                "push-hang",
                Map.of(),
                HANG,
                () -> {
                    application.pushThroughOurs();
                    PushDevice device = PushDevice.register(application);
                    try (PushDevice other = PushDevice.register(application)) {
                        double before = secondsToPush(other);
                        double liveBefore = canary.secondsToPush(READY);
                        pushServer.hang(device.token());
                        waiting.add(new Waiting(device, device.write()));
                        double beside = secondsToPush(other);
                        pushServer.hang();
                        double live = canary.secondsToPush(READY);
                        return beside <= before + SLOWER_SECONDS && live <= liveBefore + SLOWER_SECONDS
                                ? Map.of()
                                : Map.of("violation", HELD_UP.formatted(before, beside, liveBefore, live));
                    }
                },
                () -> {
                    pushServer.answer();
                    return waiting.isEmpty() ? Map.of() : delivered(waiting.getFirst());
                });
    }

    /** A device and the count that it must be told of. */
    private record Waiting(PushDevice device, long count) {}

    private double secondsToPush(PushDevice device) throws InterruptedException {
        long start = System.nanoTime();
        return isTaken(device, device.write(), READY) ? (System.nanoTime() - start) / 1e9 : Double.POSITIVE_INFINITY;
    }

    private Map<String, ?> delivered(Waiting waiting) throws InterruptedException {
        try (PushDevice device = waiting.device()) {
            long start = System.nanoTime();
            return isTaken(device, waiting.count(), READY)
                    ? Map.of("deliveredAfter", (System.nanoTime() - start) / 1e9)
                    : Map.of(
                            "late",
                            "a push was not delivered " + READY.toSeconds()
                                    + " s after the push service answered again");
        }
    }

    private boolean isTaken(PushDevice device, long count, Duration limit) throws InterruptedException {
        long start = System.nanoTime();
        while (pushServer.taken(device.token()) < count) {
            if (System.nanoTime() - start > limit.toNanos()) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        return true;
    }

    /** Poison must end among the dead letters, all of it, and stop nothing behind it. */
    private Map<String, ?> poison() throws Exception {
        Map<String, Object> told = new LinkedHashMap<>();
        for (String topic : List.of(Messages.CHANGES, Messages.IDENTITIES)) {
            long before = messages.dead(topic);
            long sent = messages.poison(topic);
            told.put(topic, sent);
            long start = System.nanoTime();
            while (messages.dead(topic) < before + sent) {
                if (System.nanoTime() - start > READY.toNanos()) {
                    told.put(
                            "late",
                            "of " + sent + " poisoned messages in " + topic + " only " + (messages.dead(topic) - before)
                                    + " are among the dead letters");
                    return told;
                }
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
        return told;
    }

    private interface Run {
        Race run() throws InterruptedException;
    }

    private Fault race(String name, Run run) {
        return Fault.passing(name, Map.of(), () -> {
            Race race = run.run();
            raced.add(race);
            Map<String, Object> told = new LinkedHashMap<>(race.details());
            if (!race.isFair()) {
                told.put("violation", race.won() + " of the racers won, where " + race.most() + " must");
            }
            return told;
        });
    }

    /** How all races ended so far. */
    List<Race> raced() {
        return List.copyOf(raced);
    }

    /** Service after service, each of its processes is asked to end, and when that one is back the next. */
    private Map<String, ?> rollingRestart() throws InterruptedException {
        for (Service service : Service.values()) {
            for (String part : cluster.names(service)) {
                long before = cluster.pid(part);
                cluster.terminate(part);
                long deadline = System.nanoTime() + READY.toNanos();
                while (!isBack(part, before)) {
                    if (System.nanoTime() > deadline) {
                        return Map.of(
                                "late", part + " is not back " + READY.toSeconds() + " s after it was asked to end");
                    }
                    TimeUnit.MILLISECONDS.sleep(100);
                }
            }
        }
        return Map.of();
    }

    private boolean isBack(String part, long before) {
        return cluster.pid(part) != before && cluster.isReady(part);
    }

    private String one(Service service, Random random) {
        return any(cluster.names(service), random);
    }

    private static String any(List<String> names, Random random) {
        return names.get(random.nextInt(names.size()));
    }
}
