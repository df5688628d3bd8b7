package dev.signet.benchmark.load;

import dev.signet.benchmark.load.page.PerformancePage;
import dev.signet.benchmark.load.page.Results;
import dev.signet.benchmark.load.run.Benchmarks;
import dev.signet.benchmark.load.run.Options;
import dev.signet.benchmark.load.run.Progress;
import dev.signet.benchmark.load.suite.Processors;
import java.nio.file.Path;
import java.util.List;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.config.Configurator;

/** The command {@code ./signet bench}: measures the assembled suite beside its limits and peers, and writes the page. */
public final class Bench {
    private Bench() {}

    public static void main(String[] arguments) {
        // its watchdogs complain about the load that they are there to make
        Configurator.setLevel("io.hyperfoil", Level.OFF);
        Progress progress = new Progress(System.out, System.console() != null && System.getenv("NO_COLOR") == null);
        try {
            Options options = Options.parse(Path.of(System.getProperty("dev.signet.home")), List.of(arguments));
            Processors.beGenerator();
            Benchmarks benchmarks = new Benchmarks(options, progress);
            Results results = benchmarks.run();
            if (options.only().isEmpty()) {
                PerformancePage.write(options, results);
                progress.chapter("Written to " + options.page());
            }
            System.exit(benchmarks.failed().isEmpty() ? 0 : 1);
        } catch (IllegalStateException | IllegalArgumentException failure) {
            progress.failed("The run", failure);
            System.exit(1);
        }
    }
}
