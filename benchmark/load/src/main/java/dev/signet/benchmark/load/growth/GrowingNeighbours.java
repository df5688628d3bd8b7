package dev.signet.benchmark.load.growth;

import dev.signet.benchmark.load.run.Run;
import dev.signet.benchmark.load.run.WarmUp;
import dev.signet.benchmark.load.scenario.Datasets;
import dev.signet.benchmark.load.scenario.Identity;
import dev.signet.benchmark.load.scenario.Pushes;
import dev.signet.benchmark.load.scenario.Scenarios;
import dev.signet.benchmark.load.scenario.World;
import java.util.List;
import java.util.Locale;

/** The same calls while another identity of the pool has more and more datasets or devices. */
public final class GrowingNeighbours {
    private static final List<Integer> STEPS = List.of(1, 100, 1_000);
    private static final List<Integer> FEW = List.of(1, 3);

    private GrowingNeighbours() {}

    /** Writes and reads of others while a neighbour has more and more datasets. */
    public static void datasets(Run run) {
        World world = run.world();
        Identity neighbour = world.identities().getLast();
        int made = 0;
        for (int step : steps(run)) {
            run.progress().now("a neighbour makes " + step + " datasets");
            new Datasets(world).make(neighbour, made, step);
            made = step;
            String beside = String.format(Locale.ROOT, " beside %,d datasets of a neighbour", step);
            run.measure(
                    WarmUp.exactly(world.sizes().warmUp().dividedBy(3)),
                    List.of(
                            Scenarios.of(world, "update-records")
                                    .named("growth-update-" + step, "UpdateRecords of 10 records" + beside),
                            Scenarios.of(world, "list-records")
                                    .named("growth-records-" + step, "ListRecords of 10 records" + beside)));
        }
    }

    /** Pushes to one device while a neighbour has more and more devices. */
    public static void devices(Run run) {
        World world = run.world();
        Identity neighbour = world.identities().getLast();
        int made = 0;
        for (int step : steps(run)) {
            run.progress().now("a neighbour registers " + step + " devices");
            neighbour.follow(world, "/datasets/near", "near", made, step);
            made = step;
            try (Pushes pushes = Pushes.to(world, "beside-" + step, 1)) {
                run.measure(
                        WarmUp.exactly(world.sizes().warmUp().dividedBy(3)),
                        List.of(pushes.named(
                                "growth-push-" + step,
                                String.format(
                                        Locale.ROOT, "Push to 1 device beside %,d devices of a neighbour", step))));
            }
        }
    }

    private static List<Integer> steps(Run run) {
        return run.options().quick() ? FEW : STEPS;
    }
}
