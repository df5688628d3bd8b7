package dev.signet.benchmark.load.run;

import dev.signet.benchmark.load.page.Results;
import dev.signet.benchmark.load.scenario.World;
import dev.signet.benchmark.load.suite.Machine;
import dev.signet.benchmark.load.suite.RunningSuite;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;

/** Runs the parts that are asked for against a suite of their own. */
public final class Benchmarks {
    private final Options options;
    private final Progress progress;
    private final Results results;
    private final String commit;
    private final List<String> failed = new ArrayList<>();

    public Benchmarks(Options options, Progress progress) {
        this.options = options;
        this.progress = progress;
        this.results = new Results(options.data().resolve("results"));
        this.commit = Machine.commit(options.home());
    }

    /** Runs them and gives all that is known afterwards. */
    public Results run() {
        List<Part> missing = Parts.all().stream()
                .filter(part -> options.asksFor(part.id()))
                .filter(part -> !(options.quick() && options.only().isEmpty() && part.fetches()))
                .filter(part -> !(options.resume() && results.recall(part.id(), commit)))
                .toList();
        if (missing.isEmpty()) {
            return results;
        }
        Path data = options.data().resolve("suite");
        delete(data);
        progress.chapter("Starting a suite on " + data);
        try (RunningSuite suite = RunningSuite.up(options.home(), data)) {
            progress.done("ready after " + Progress.number(suite.upSeconds()) + " s");
            try (World world = new World(suite, options.sizes(), "bench")) {
                missing.forEach(part -> run(part, suite, world));
            }
        }
        return results;
    }

    /** The parts that could not be measured. */
    public List<String> failed() {
        return List.copyOf(failed);
    }

    private void run(Part part, RunningSuite suite, World world) {
        progress.chapter(part.title());
        Run run = new Run(suite, world, options, progress);
        try {
            part.work().accept(run);
        } catch (IllegalStateException | CompletionException failure) {
            failed.add(part.id());
            progress.failed(part.title(), failure);
            return;
        }
        String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        results.keep(run.findings(part.id(), commit, now));
    }

    /** An earlier run's suite would be measured with all it holds. */
    private static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
