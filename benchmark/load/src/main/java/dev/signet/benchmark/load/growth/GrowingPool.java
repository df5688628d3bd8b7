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
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.IntFunction;

/** The same calls in one pool that gets more and more users. */
public final class GrowingPool {
    /** Which users are asked for. */
    private static final long SEED = 20_261_123;

    private static final int SAMPLE = 1_000;

    /** Some fifty sign-ins are made in a second; the p99 that grows, or does not, is to stand on more than two thousand. */
    public static final int SIGN_INS_LONGER = 4;

    private final Run run;
    private final FilledPool pool;

    private GrowingPool(Run run, FilledPool pool) {
        this.run = run;
        this.pool = pool;
    }

    /** Measures the pool at each size, and at last the largest in turn with another of the smallest size. */
    public static void measure(Run run) {
        List<Integer> sizes = run.options().users();
        GrowingPool growing = new GrowingPool(run, FilledPool.make(run.world()));
        run.fact("seed.growth", SEED);
        for (int users : sizes) {
            run.fact("seconds.fill." + users, growing.pool.fill(users, run.progress()));
            growing.at(users);
        }
        inTurn(run, growing, sizes.getFirst(), sizes.getLast());
    }

    /** Filling takes minutes, in which the machine may change its mood. */
    private static void inTurn(Run run, GrowingPool large, int fewest, int most) {
        GrowingPool small = new GrowingPool(run, FilledPool.make(run.world()));
        small.pool.fill(fewest, run.progress());
        run.measure(
                warmUp(run),
                List.of(
                        small.signIns("growth-in-turn-small", fewest, most),
                        large.signIns("growth-in-turn-large", most, fewest)));
    }

    private Sampled signIns(String id, int users, int others) {
        String title = String.format(
                Locale.ROOT, "Sign-in by password, any of %,d users, in turn with a pool of %,d", users, others);
        return new Sampled(run.world(), id, title, sample(users), pool::signIn, SIGN_INS_LONGER);
    }

    private void at(int users) {
        List<Integer> sample = sample(users);
        String of = String.format(Locale.ROOT, " of %,d users", users);
        run.measure(
                warmUp(run),
                List.of(
                        calls("growth-sign-in-" + users, "Sign-in by password, any" + of, sample, pool::signIn),
                        calls("growth-alias-" + users, "AdminGetUser by e-mail alias, any" + of, sample, this::byAlias),
                        calls("growth-filter-" + users, "ListUsers by e-mail filter, any" + of, sample, this::byFilter),
                        calls("growth-list-" + users, "ListUsers, a page of 60" + of, List.of(0), _ -> page())));
    }

    private static WarmUp warmUp(Run run) {
        return WarmUp.exactly(run.world().sizes().warmUp().dividedBy(3));
    }

    private static List<Integer> sample(int users) {
        return new Random(SEED)
                .ints(Math.min(SAMPLE, users), 1, users + 1)
                .boxed()
                .toList();
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
        @Override
        public Slice round(Duration time, int batch) {
            List<Prepared> requests = sample.stream().map(call::apply).toList();
            Meter meter = world.meter();
            meter.leg(() -> world.generator().during(requests, time.multipliedBy(longer)));
            return meter.slice();
        }
    }
}
