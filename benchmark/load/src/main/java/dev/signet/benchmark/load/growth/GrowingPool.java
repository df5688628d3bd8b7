package dev.signet.benchmark.load.growth;

import dev.signet.benchmark.load.generator.Prepared;
import dev.signet.benchmark.load.run.Run;
import dev.signet.benchmark.load.run.WarmUp;
import dev.signet.benchmark.load.scenario.Meter;
import dev.signet.benchmark.load.scenario.Scenario;
import dev.signet.benchmark.load.scenario.Slice;
import dev.signet.benchmark.load.scenario.World;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;

/** The same calls in one pool that gets more and more users. */
public final class GrowingPool {
    /** Which users are asked for. */
    private static final long SEED = 20_261_123;

    private static final int SAMPLE = 1_000;

    /** Some sixty sign-ins are made in a second; the p99 that grows, or does not, is to stand on more than a thousand. */
    public static final int SIGN_INS_LONGER = 2;

    private final Run run;
    private final FilledPool pool;

    private GrowingPool(Run run, FilledPool pool) {
        this.run = run;
        this.pool = pool;
    }

    /** Measures the pool at each size. */
    public static void measure(Run run) {
        GrowingPool growing = new GrowingPool(run, FilledPool.make(run.world()));
        run.fact("seed.growth", SEED);
        for (int users : run.options().users()) {
            run.fact("seconds.fill." + users, growing.pool.fill(users, run.progress()));
            growing.at(users);
        }
    }

    private void at(int users) {
        List<Integer> sample = new Random(SEED)
                .ints(Math.min(SAMPLE, users), 1, users + 1)
                .boxed()
                .toList();
        String of = String.format(java.util.Locale.ROOT, " of %,d users", users);
        WarmUp warmUp = WarmUp.exactly(run.world().sizes().warmUp().dividedBy(3));
        run.measure(
                warmUp,
                List.of(
                        calls("growth-sign-in-" + users, "Sign-in by password, any" + of, sample, pool::signIn)
                                .forLonger(SIGN_INS_LONGER),
                        calls("growth-alias-" + users, "AdminGetUser by e-mail alias, any" + of, sample, this::byAlias),
                        calls("growth-filter-" + users, "ListUsers by e-mail filter, any" + of, sample, this::byFilter),
                        calls("growth-list-" + users, "ListUsers, a page of 60" + of, List.of(0), _ -> page())));
    }

    private Sampled calls(String id, String title, List<Integer> sample, IntFunction<Prepared> call) {
        return new Sampled(run.world(), id, title, sample, call, 1);
    }

    private Prepared byAlias(int number) {
        return run.world()
                .calls()
                .signedUserPools("AdminGetUser", Map.of("UserPoolId", pool.id(), "Username", FilledPool.email(number)));
    }

    private Prepared byFilter(int number) {
        return run.world()
                .calls()
                .signedUserPools(
                        "ListUsers",
                        Map.of("UserPoolId", pool.id(), "Filter", "email = \"" + FilledPool.email(number) + "\""));
    }

    private Prepared page() {
        return run.world().calls().signedUserPools("ListUsers", Map.of("UserPoolId", pool.id(), "Limit", 60));
    }

    /**
     * A call about each of some users.
     *
     * @param longer how many times as long as others its rounds last
     */
    private record Sampled(
            World world, String id, String title, List<Integer> sample, IntFunction<Prepared> call, int longer)
            implements Scenario {
        Sampled forLonger(int times) {
            return new Sampled(world, id, title, sample, call, times);
        }

        @Override
        public Slice round(Duration time, int batch) {
            List<Prepared> requests = sample.stream().map(call::apply).toList();
            Meter meter = world.meter();
            meter.leg(() -> world.generator().during(requests, time.multipliedBy(longer)));
            return meter.slice();
        }
    }
}
