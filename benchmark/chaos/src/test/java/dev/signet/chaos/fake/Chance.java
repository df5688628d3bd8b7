package dev.signet.chaos.fake;

import java.util.List;
import java.util.random.RandomGenerator;

/** What happens by chance in a run, all of it from one seed; and when the server errs. */
public final class Chance {
    private final RandomGenerator random;
    private final Flaw flaw;
    private int errors;

    public Chance(long seed, Flaw flaw) {
        this.random = new java.util.SplittableRandom(seed);
        this.flaw = flaw;
    }

    /** Whether the server errs in this way now. */
    boolean errs(Flaw way) {
        boolean errs = flaw == way && random.nextInt(way.oneIn()) == 0;
        errors += errs ? 1 : 0;
        return errs;
    }

    /** How often it erred. */
    int errors() {
        return errors;
    }

    RandomGenerator random() {
        return random;
    }

    boolean oneIn(int times) {
        return random.nextInt(times) == 0;
    }

    int upTo(int most) {
        return random.nextInt(most + 1);
    }

    <T> T of(List<T> things) {
        return things.get(random.nextInt(things.size()));
    }
}
