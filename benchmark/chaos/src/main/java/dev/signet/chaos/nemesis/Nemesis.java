package dev.signet.chaos.nemesis;

import dev.signet.chaos.cluster.Arrears;
import dev.signet.chaos.cluster.Arrears.Drained;
import dev.signet.chaos.cluster.Cluster;
import dev.signet.chaos.cluster.NotDrained;
import dev.signet.chaos.push.PushServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;

/** Strikes one fault after the other, in an order that a seed decides, and finds out how long it takes to recover. */
public final class Nemesis implements AutoCloseable {
    private static final Duration LONGEST_RECOVERY = Duration.ofSeconds(60);
    private static final Duration LONGEST_START = Duration.ofMinutes(3);
    private static final int SHORTEST_REST_MILLIS = 2_000;
    private static final int LONGEST_REST_MILLIS = 8_000;

    private final Cluster cluster;
    private final Faults faults;
    private final Canary canary;
    private final Journal journal;
    private final List<Recovery> recoveries = new ArrayList<>();
    private final List<String> violations = new CopyOnWriteArrayList<>();
    private final List<String> late = new CopyOnWriteArrayList<>();

    /** Who is told what is done. */
    public interface Journal {
        /**
         * @param phase {@code strike}, {@code struck}, {@code heal}, {@code healed} or {@code recovered}
         */
        void tell(String fault, String phase, Map<String, ?> details);
    }

    private Nemesis(Cluster cluster, Faults faults, Canary canary, Journal journal) {
        this.cluster = cluster;
        this.faults = faults;
        this.canary = canary;
        this.journal = journal;
    }

    /** A nemesis of a running cluster, with an application of its own there, in which everything has worked once. */
    public static Nemesis of(Cluster cluster, PushServer pushServer, Journal journal) throws InterruptedException {
        Application application = Application.make(cluster.gateway(), cluster.operatorCredentials());
        Canary canary = Canary.release(application);
        Nemesis nemesis = new Nemesis(cluster, new Faults(cluster, application, pushServer, canary), canary, journal);
        Map<Kind, Double> works = canary.awaitAll(LONGEST_START);
        if (works.size() < Kind.values().length) {
            nemesis.close();
            throw new IllegalStateException("Before any fault not everything works, but only " + works.keySet());
        }
        return nemesis;
    }

    /** Strikes faults of these names for as long as asked, each once before any twice, and each once in any case. */
    public void run(List<String> names, long seed, Duration time) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        Random random = new Random(seed);
        boolean first = true;
        while (first || System.nanoTime() < end) {
            List<String> order = new ArrayList<>(names);
            Collections.shuffle(order, random);
            for (String name : order) {
                Random own = new Random(random.nextLong());
                int rest = random.nextInt(SHORTEST_REST_MILLIS, LONGEST_REST_MILLIS);
                if (first || System.nanoTime() < end) {
                    strike(name, own);
                    TimeUnit.MILLISECONDS.sleep(rest);
                }
            }
            first = false;
        }
    }

    /** What came back after which fault. */
    public List<Recovery> recoveries() {
        return List.copyOf(recoveries);
    }

    /** How the races ended. */
    public List<Race> races() {
        return faults.raced();
    }

    /** What must not have happened, as far as the faults themselves can tell. */
    public List<String> violations() {
        return List.copyOf(violations);
    }

    /** What took longer than it may. */
    public List<String> late() {
        return List.copyOf(late);
    }

    private void strike(String name, Random random) throws InterruptedException {
        Fault fault = faults.make(name, random);
        journal.tell(name, "strike", fault.details());
        step(name, "struck", fault.strike());
        Thread.sleep(fault.lasts());
        journal.tell(name, "heal", Map.of());
        try (ExecutorService healer = Executors.newVirtualThreadPerTaskExecutor()) {
            // what takes long to come back is no excuse: the clock runs from here
            Future<?> healing = healer.submit(() -> {
                step(name, "healed", fault.heal());
                return null;
            });
            recover(name, healing, healer.submit(() -> drain(name)));
        }
    }

    private void step(String name, String phase, Fault.Step step) throws InterruptedException {
        try {
            Map<String, ?> told = step.run();
            note(name, told.get("violation"), violations);
            note(name, told.get("late"), late);
            journal.tell(name, phase, told);
        } catch (InterruptedException e) {
            throw e;
        } catch (SdkException | KafkaException e) {
            // something that the fault needs is away or slow: the round goes on, and says so
            late.add(name + ": could not be struck in whole: " + e.getMessage());
            journal.tell(name, phase, Map.of("failed", String.valueOf(e.getMessage())));
        } catch (Exception e) {
            throw new IllegalStateException("The fault " + name + " could not be struck: " + e.getMessage(), e);
        }
    }

    private static void note(String name, @Nullable Object what, List<String> where) {
        if (what != null) {
            where.add(name + ": " + what);
        }
    }

    /** How long it takes, while load goes on, until all has arrived that had piled up. */
    private Optional<Drained> drain(String name) throws InterruptedException {
        try {
            Drained drained = Arrears.drain(cluster, LONGEST_RECOVERY);
            if (drained.took().compareTo(LONGEST_RECOVERY) > 0) {
                late.add(name + ": what had piled up has arrived only after " + Math.round(drained.seconds()) + " s");
            }
            return Optional.of(drained);
        } catch (NotDrained left) {
            late.add(name + ": what had piled up has not arrived: " + left.getMessage());
            return Optional.empty();
        }
    }

    private void recover(String name, Future<?> healing, Future<Optional<Drained>> draining)
            throws InterruptedException {
        long start = System.nanoTime();
        Map<Kind, Double> seconds = canary.awaitAll(LONGEST_RECOVERY);
        Optional<Double> whole;
        Optional<Drained> drained;
        try {
            healing.get();
            whole = awaitWhole(start);
            drained = draining.get();
        } catch (ExecutionException failure) {
            throw new IllegalStateException("The fault " + name + " could not be healed", failure.getCause());
        }
        Recovery recovery = new Recovery(name, seconds, whole, drained);
        recoveries.add(recovery);
        if (!recovery.isComplete()) {
            late.add(name + ": not every operation works " + LONGEST_RECOVERY.toSeconds() + " s after: " + recovery);
        }
        if (recovery.whole().isEmpty()) {
            late.add(name + ": not every process is ready " + LONGEST_RECOVERY.toSeconds() + " s after");
        }
        Map<String, Object> details = new HashMap<>(recovery.details());
        details.put("text", recovery.toString());
        journal.tell(name, "recovered", details);
    }

    private Optional<Double> awaitWhole(long start) throws InterruptedException {
        while (!cluster.isWhole()) {
            if (System.nanoTime() - start > LONGEST_RECOVERY.toNanos()) {
                return Optional.empty();
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
        return Optional.of((System.nanoTime() - start) / 1e9);
    }

    @Override
    public void close() {
        canary.close();
    }
}
