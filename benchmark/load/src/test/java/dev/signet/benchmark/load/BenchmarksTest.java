package dev.signet.benchmark.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.benchmark.load.page.Findings;
import dev.signet.benchmark.load.page.Line;
import dev.signet.benchmark.load.page.PerformancePage;
import dev.signet.benchmark.load.page.Results;
import dev.signet.benchmark.load.run.Benchmarks;
import dev.signet.benchmark.load.run.Options;
import dev.signet.benchmark.load.run.Part;
import dev.signet.benchmark.load.run.Parts;
import dev.signet.benchmark.load.run.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class BenchmarksTest {
    private final Path home = Path.of("..", "..").toAbsolutePath().normalize();
    private final Path data = Path.of("target", "bench").toAbsolutePath();

    @Test
    void runEveryScenarioWithoutErrorsAndWriteThePage() throws IOException {
        // Given
        Options options = Options.parse(home, List.of("--quick", "--data", data.toString()));

        // When
        Results results = new Benchmarks(options, new Progress(System.out, false)).run();
        PerformancePage.write(options, results);

        // Then
        List<Line> lines = results.parts().values().stream()
                .map(Findings::lines)
                .flatMap(List::stream)
                .toList();
        assertThat(results.parts().keySet())
                .containsExactlyElementsOf(Parts.all().stream()
                        .filter(part -> !part.fetches())
                        .map(Part::id)
                        .toList());
        assertThat(lines).hasSizeGreaterThan(25).allSatisfy(line -> {
            assertThat(line.errors()).as(line.title() + " " + line.complaint()).isZero();
            assertThat(line.completed()).as(line.title()).isPositive();
        });
        assertThat(perSecond(results, "bare-kafka"))
                .as("messages are sent as often as a device is pushed to")
                .isPositive()
                .isLessThan(1.1 * perSecond(results, "push-1"));
        assertThat(Files.readString(options.page()))
                .contains("## Targets", "## Beside limits and peers", "## How it is measured")
                .contains(lines.stream().map(Line::title).toList());
    }

    private static double perSecond(Results results, String id) {
        return results.line(id).map(Line::perSecond).orElse(0.0);
    }
}
