package dev.signet.chaos;

import dev.signet.chaos.nemesis.Faults;
import dev.signet.chaos.workload.Load;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;

/**
 * What was asked for at the command line.
 *
 * @param seed of the first round; each round after it has the next number
 */
record Options(long seed, int rounds, Plan plan, Path data) {
    private static final int MINUTES = 12;
    private static final Duration QUICK = Duration.ZERO;
    private static final List<String> QUICK_FAULTS =
            List.of("kill-sync", "kill-notification", "postgres-kill", "redis-flush", "writers", "poison");

    /**
     * What happens in a round.
     *
     * @param time for which faults are struck
     * @param faults the names of the faults to choose from
     * @param complete whether these are all faults there are, so that the figures may be published
     */
    record Plan(Duration time, List<String> faults, Load load, boolean complete) {
        Plan {
            faults = List.copyOf(faults);
            var unknown = new TreeSet<>(faults);
            Faults.NAMES.forEach(unknown::remove);
            if (!unknown.isEmpty()) {
                throw new IllegalArgumentException("There is no fault " + unknown.first() + "; there are: "
                        + String.join(", ", Faults.NAMES) + ".");
            }
        }

        /** A few faults, soon over. */
        static Plan quick() {
            return new Plan(QUICK, QUICK_FAULTS, Load.SMALL, false);
        }
    }

    static Options parse(List<String> arguments, Path data) {
        long seed = new SecureRandom().nextInt(1_000_000);
        int rounds = 1;
        int minutes = MINUTES;
        boolean quick = false;
        List<String> faults = List.of();
        for (int at = 0; at < arguments.size(); at++) {
            switch (arguments.get(at)) {
                case "--seed" -> seed = number(arguments, at++);
                case "--rounds" -> rounds = Math.toIntExact(number(arguments, at++));
                case "--minutes" -> minutes = Math.toIntExact(number(arguments, at++));
                case "--faults" -> faults = List.of(value(arguments, at++).split(","));
                case "--data" -> data = Path.of(value(arguments, at++));
                case "--quick" -> quick = true;
                case String other ->
                    throw new IllegalArgumentException(
                            "Unknown option " + other + ": ./signet help shows what there is.");
            }
        }
        List<String> chosen = faults.isEmpty() ? (quick ? QUICK_FAULTS : Faults.NAMES) : faults;
        Plan plan = new Plan(
                quick ? QUICK : Duration.ofMinutes(minutes),
                chosen,
                quick ? Load.SMALL : Load.USUAL,
                !quick && faults.isEmpty());
        return new Options(seed, rounds, plan, data.toAbsolutePath().normalize());
    }

    private static long number(List<String> arguments, int at) {
        String value = value(arguments, at);
        if (!value.matches("\\d{1,18}")) {
            throw new IllegalArgumentException(arguments.get(at) + " needs a number, not " + value + ".");
        }
        return Long.parseLong(value);
    }

    private static String value(List<String> arguments, int at) {
        if (at + 1 >= arguments.size()) {
            throw new IllegalArgumentException("The option " + arguments.get(at) + " needs a value.");
        }
        return arguments.get(at + 1);
    }
}
