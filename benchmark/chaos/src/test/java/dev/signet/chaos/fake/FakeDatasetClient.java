package dev.signet.chaos.fake;

import dev.signet.chaos.fake.Reply.Taken;
import dev.signet.chaos.history.DatasetId;
import dev.signet.chaos.history.Op;
import dev.signet.chaos.workload.DatasetPlan;
import dev.signet.chaos.workload.DatasetPlan.Habits;
import java.util.ArrayList;
import java.util.List;

/** One device that reads and writes one dataset, as the real ones do. */
final class FakeDatasetClient {
    private static final int STEPS = 250;

    private final Simulation run;
    private final DatasetPlan plan;
    private final String device;
    private long proc;
    private int steps;

    private FakeDatasetClient(Simulation run, DatasetPlan plan, String device) {
        this.run = run;
        this.plan = plan;
        this.device = device;
        this.proc = run.newProcess();
    }

    static List<FakeDatasetClient> all(Simulation run) {
        List<FakeDatasetClient> all = new ArrayList<>();
        for (String identity : List.of("ada", "bob")) {
            for (String name : List.of("settings", "notes", "short-lived")) {
                for (int i = 0; i < 3; i++) {
                    String device = identity + "-device-" + i;
                    var habits = new Habits(device, i == 2, name.equals("short-lived"));
                    var plan = new DatasetPlan(run.chance().random(), new DatasetId(identity, name), habits);
                    all.add(new FakeDatasetClient(run, plan, device));
                }
            }
        }
        return all;
    }

    DatasetId dataset() {
        return plan.dataset();
    }

    void begin() {
        call(new Op.Subscribe(plan.dataset(), device));
    }

    private void step() {
        if (steps++ < STEPS) {
            run.after(run.chance().upTo(400), () -> call(plan.next("b" + proc + "-" + device)));
        }
    }

    private void call(Op op) {
        run.call(proc, op, reply -> {
            if (reply.orElse(null) instanceof Taken(var answer)) {
                plan.learn(op, answer);
            }
            proc = reply.isPresent() ? proc : run.newProcess();
            step();
        });
    }
}
