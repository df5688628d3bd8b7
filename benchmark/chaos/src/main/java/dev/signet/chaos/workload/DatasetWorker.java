package dev.signet.chaos.workload;

import dev.signet.chaos.history.DatasetId;
import dev.signet.chaos.history.DatasetOp;
import dev.signet.chaos.history.History;
import dev.signet.chaos.history.Op;
import dev.signet.chaos.workload.DatasetPlan.Habits;
import java.util.List;
import java.util.random.RandomGenerator;

/** One device that reads and writes the datasets of its identity. */
final class DatasetWorker implements Worker {
    static final List<String> DATASETS = List.of("settings", "notes", "short-lived");

    private final Datasets datasets;
    private final List<DatasetPlan> plans;
    private final RandomGenerator random;
    private final String device;
    private int steps;

    DatasetWorker(History history, Identity identity, String device, boolean restless, RandomGenerator random) {
        this.datasets = new Datasets(identity, new Client(history));
        this.random = random;
        this.device = device;
        this.plans = DATASETS.stream()
                .map(name -> new DatasetPlan(
                        random,
                        new DatasetId(identity.id(), name),
                        new Habits(device, restless, name.equals("short-lived"))))
                .toList();
    }

    @Override
    public void work() {
        if (steps < plans.size()) {
            datasets.perform(new Op.Subscribe(plans.get(steps++).dataset(), device));
            return;
        }
        DatasetPlan plan = plans.get(random.nextInt(plans.size()));
        if (plan.next(device) instanceof DatasetOp op) {
            datasets.perform(op).ifPresent(answer -> plan.learn(op, answer));
        }
    }
}
