package dev.signet.benchmark.load.run;

import dev.signet.benchmark.load.suite.RunningSuite;
import dev.signet.benchmark.load.suite.Usage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** How long the suite and each service take to start, and what they hold when nothing happens. */
final class Starts {
    private static final Pattern STARTED = Pattern.compile("started in ([0-9.]+)s");
    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final long REST_SECONDS = 15;

    private Starts() {}

    static void measure(Run run) {
        RunningSuite suite = run.suite();
        run.fact("up.seconds", suite.upSeconds());
        run.progress().done("./signet up was ready after " + Progress.number(suite.upSeconds()) + " s");
        for (String service : RunningSuite.SERVICES) {
            note(run, "start.together." + service, times(suite, service).getLast());
        }
        rest(run);
        Usage idle = suite.usage();
        idle.memory().forEach((part, bytes) -> {
            if (!part.equals("generator")) {
                note(run, "idle.megabytes." + part, bytes / 1048576.0);
            }
        });
        note(
                run,
                "idle.megabytes",
                idle.memory().entrySet().stream()
                                .filter(part -> !part.getKey().equals("generator"))
                                .mapToLong(java.util.Map.Entry::getValue)
                                .sum()
                        / 1048576.0);
        if (!run.options().quick()) {
            RunningSuite.SERVICES.forEach(service -> note(run, "start.alone." + service, again(suite, service)));
            rest(run);
        }
    }

    private static void note(Run run, String name, double value) {
        run.fact(name, value);
        run.progress().done(name + " " + Progress.number(value));
    }

    private static void rest(Run run) {
        if (run.options().quick()) {
            return;
        }
        run.progress().now("letting the suite rest");
        try {
            TimeUnit.SECONDS.sleep(REST_SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the suite rested", e);
        }
    }

    /** Ends a service; the launcher starts it again, this time with the machine for itself. */
    private static double again(RunningSuite suite, String service) {
        int before = times(suite, service).size();
        ProcessHandle.of(suite.pid(service)).ifPresent(ProcessHandle::destroy);
        if (!RunningSuite.await(() -> times(suite, service).size() > before, LONGEST)) {
            throw new IllegalStateException(service + " did not start again");
        }
        return times(suite, service).getLast();
    }

    private static List<Double> times(RunningSuite suite, String service) {
        return STARTED.matcher(suite.log(service))
                .results()
                .map(found -> Double.valueOf(found.group(1)))
                .toList();
    }
}
