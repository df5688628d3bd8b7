package dev.signet.benchmark.load.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signet.benchmark.load.suite.ChildProcess;
import dev.signet.benchmark.load.suite.Json;
import dev.signet.benchmark.load.suite.Processors;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The micro-benchmarks of JMH, in a process of their own. */
final class Micro {
    private Micro() {}

    static void measure(Run run) {
        Path module = run.options().home().resolve("benchmark/micro/target");
        Path answer = run.options().data().resolve("micro.json");
        String seconds = run.options().quick() ? "50ms" : "1s";
        run.progress().now("measuring the hot pieces by themselves");
        ChildProcess.run(
                "micro",
                run.options().data(),
                Processors.forServer(List.of(
                        Path.of(System.getProperty("java.home"), "bin/java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-cp",
                        module.resolve("classes") + ":" + module.resolve("lib") + "/*",
                        "org.openjdk.jmh.Main",
                        "-f",
                        "1",
                        "-wi",
                        "3",
                        "-w",
                        seconds,
                        "-i",
                        "3",
                        "-r",
                        seconds,
                        "-rf",
                        "json",
                        "-rff",
                        answer.toString())),
                Map.of());
        read(answer).forEach(benchmark -> note(run, benchmark));
    }

    private static void note(Run run, JsonNode benchmark) {
        String[] name = benchmark.get("benchmark").asText().split("\\.");
        String title = "micro." + name[name.length - 2].replace("Benchmark", "") + "." + name[name.length - 1] + ".us";
        double micros = benchmark.at("/primaryMetric/score").asDouble();
        run.fact(title, micros);
        run.progress().done(String.format(java.util.Locale.ROOT, "%-40s %10s us", title, Progress.number(micros)));
    }

    private static JsonNode read(Path file) {
        try {
            return Json.read(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
