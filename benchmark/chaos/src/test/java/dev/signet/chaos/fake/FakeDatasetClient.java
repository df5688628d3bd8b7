package dev.signet.chaos.fake;

import dev.signet.chaos.fake.Reply.Taken;
import dev.signet.chaos.history.Answer.Listed;
import dev.signet.chaos.history.DatasetId;
import dev.signet.chaos.history.Op;
import dev.signet.chaos.history.Op.Patch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** One device that reads and writes one dataset. */
final class FakeDatasetClient {
    private static final int STEPS = 250;
    private static final int KEYS = 40;

    private final Simulation run;
    private final DatasetId dataset;
    private final String device;
    private final Map<String, Long> known = new HashMap<>();
    private long proc;
    private int steps;

    private FakeDatasetClient(Simulation run, DatasetId dataset, String device) {
        this.run = run;
        this.dataset = dataset;
        this.device = device;
        this.proc = run.newProcess();
    }

    static List<FakeDatasetClient> all(Simulation run) {
        List<FakeDatasetClient> all = new ArrayList<>();
        for (String identity : List.of("ada", "bob")) {
            for (String name : List.of("settings", "notes", "short-lived")) {
                for (int device = 0; device < 3; device++) {
                    all.add(new FakeDatasetClient(run, new DatasetId(identity, name), identity + "-device-" + device));
                }
            }
        }
        return all;
    }

    DatasetId dataset() {
        return dataset;
    }

    void begin() {
        call(new Op.Subscribe(dataset, device), _ -> {});
    }

    private void step() {
        if (steps++ < STEPS) {
            run.after(run.chance().upTo(50), this::act);
        }
    }

    private void act() {
        switch (run.chance().upTo(20)) {
            case 0 -> call(new Op.Describe(dataset), _ -> {});
            case 1 -> rarely();
            case 2, 3, 4, 5, 6 -> call(new Op.Read(dataset, 0), this::learn);
            case 7 -> call(new Op.Read(dataset, run.chance().upTo(30)), _ -> {});
            default -> call(write(), _ -> {});
        }
    }

    private void rarely() {
        boolean deletes = dataset.name().equals("short-lived") && run.chance().oneIn(5);
        boolean leaves = device.endsWith("2") && run.chance().oneIn(10);
        call(
                deletes
                        ? new Op.Delete(dataset)
                        : leaves ? new Op.Unsubscribe(dataset, device) : new Op.Subscribe(dataset, device),
                _ -> known.clear());
    }

    private Op write() {
        String batch = "b" + proc + "-" + steps;
        List<Patch> patches = IntStream.rangeClosed(0, run.chance().upTo(3))
                .mapToObj(i -> "key-" + (run.chance().upTo(KEYS / 4) * 4 + i))
                .map(key -> patch(key, batch))
                .toList();
        return new Op.Write(dataset, batch, patches, run.chance().oneIn(5) ? null : device);
    }

    private Patch patch(String key, String batch) {
        boolean removes = run.chance().oneIn(15);
        long count = known.getOrDefault(key, 0L);
        return new Patch(key, removes ? null : batch + "/" + dataset + "/" + key, count);
    }

    private void learn(Listed listed) {
        known.clear();
        listed.records().forEach(record -> known.put(record.key(), record.count()));
    }

    private void learn(Optional<Reply> reply) {
        if (reply.orElse(null) instanceof Taken(Listed listed)) {
            learn(listed);
        }
    }

    private void call(Op op, Consumer<Optional<Reply>> then) {
        run.call(proc, op, reply -> {
            then.accept(reply);
            proc = reply.isPresent() ? proc : run.newProcess();
            step();
        });
    }
}
