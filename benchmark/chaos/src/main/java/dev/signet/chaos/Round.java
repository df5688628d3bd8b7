package dev.signet.chaos;

import dev.signet.chaos.checker.Checker;
import dev.signet.chaos.checker.Verdict;
import dev.signet.chaos.cluster.Backlog;
import dev.signet.chaos.cluster.Cluster;
import dev.signet.chaos.cluster.NotDrained;
import dev.signet.chaos.history.History;
import dev.signet.chaos.nemesis.Nemesis;
import dev.signet.chaos.push.PushServer;
import dev.signet.chaos.report.RoundResult;
import dev.signet.chaos.workload.Workload;
import dev.signet.chaos.workload.WorkloadTarget;
import dev.signet.local.Service;
import dev.signet.local.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One round: load and faults, then peace until all is quiet, then the last reads and the verdict. */
final class Round {
    private static final Duration LONGEST_DRAIN = Duration.ofSeconds(60);

    private final Cluster cluster;
    private final PushServer pushServer;
    private final Options options;
    private final Narrator narrator;

    Round(Cluster cluster, PushServer pushServer, Options options, Narrator narrator) {
        this.cluster = cluster;
        this.pushServer = pushServer;
        this.options = options;
        this.narrator = narrator;
    }

    /** Plays the round of a seed. The history of one that was not clean is kept. */
    RoundResult play(long seed) throws Exception {
        Path file = options.data().resolve("history").resolve("round-" + seed + ".jsonl");
        Files.createDirectories(file.getParent());
        RoundResult result;
        try (History history = History.create(file)) {
            result = play(seed, history);
        }
        narrator.verdict(result);
        if (result.clean()) {
            Files.delete(file);
        } else {
            narrator.say("The history is kept: " + file);
        }
        return result;
    }

    private RoundResult play(long seed, History history) throws Exception {
        WorkloadTarget target = new WorkloadTarget(
                cluster.gateway(), Settings.REGION, cluster.operatorCredentials(), cluster.kafka(), pushServer);
        long start = System.nanoTime();
        List<String> late = new ArrayList<>();
        Optional<Duration> drained;
        Duration time;
        Nemesis nemesis = Nemesis.of(cluster, pushServer, (fault, phase, details) -> {
            history.nemesis(fault, phase, details);
            narrator.fault(fault, phase, details);
        });
        try (nemesis;
                Workload workload =
                        Workload.start(target, history, seed, options.plan().load())) {
            nemesis.run(options.plan().faults(), seed, options.plan().time());
            narrator.say("The faults are over; waiting until all is quiet ...");
            workload.stop();
            time = Duration.ofNanos(System.nanoTime() - start);
            drained = drain(history, late);
            for (Service service : Service.values()) {
                history.outbox(service.id(), Backlog.outbox(cluster, service));
            }
            workload.finalReads();
        }
        late.addAll(nemesis.late());
        Verdict verdict = Checker.check(history);
        return new RoundResult(
                seed, time, verdict, nemesis.recoveries(), nemesis.races(), nemesis.violations(), late, drained);
    }

    private Optional<Duration> drain(History history, List<String> late) throws InterruptedException {
        try {
            Duration took = Backlog.drain(cluster, LONGEST_DRAIN);
            history.nemesis("none", "drained", Map.of("millis", took.toMillis()));
            return Optional.of(took);
        } catch (NotDrained left) {
            late.add(left.getMessage());
            return Optional.empty();
        }
    }
}
