import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jacoco.cli.internal.core.analysis.Analyzer;
import org.jacoco.cli.internal.core.analysis.CoverageBuilder;
import org.jacoco.cli.internal.core.analysis.IClassCoverage;
import org.jacoco.cli.internal.core.analysis.ICounter;
import org.jacoco.cli.internal.core.tools.ExecFileLoader;

/** Prints each line that refuses or fails and that JaCoCo saw nobody run, wholly (MISSED) or in part (PARTLY). */
final class UncoveredRefusals {
    private static final Pattern REFUSES =
            Pattern.compile("\\w*Refusals?(\\.|::)\\w+|CommonError\\.|Malformed\\.|new TokenRefused|throw ");
    private static final Pattern NO_CODE = Pattern.compile("\\s*(import |package |\\*|/).*");

    /** What is missed and what is covered of each line, by class: a class may have been loaded more than once. */
    private final Map<String, Map<Integer, int[]>> lines = new TreeMap<>();

    /** @param args the sources' folder, and the folder with jacoco.exec and the dumped classes */
    public static void main(String[] args) throws IOException {
        var report = new UncoveredRefusals();
        var loader = new ExecFileLoader();
        loader.load(Path.of(args[1], "jacoco.exec").toFile());
        try (Stream<Path> dumped = Files.walk(Path.of(args[1], "classes"))) {
            for (Path file : dumped.filter(path -> path.toString().endsWith(".class")).toList()) {
                // one at a time, since two versions of a class would not go into one report
                var builder = new CoverageBuilder();
                new Analyzer(loader.getExecutionDataStore(), builder)
                        .analyzeClass(Files.readAllBytes(file), file.toString());
                builder.getClasses().forEach(report::add);
            }
        }
        report.print(Path.of(args[0]));
    }

    private void add(IClassCoverage type) {
        Map<Integer, int[]> known = lines.computeIfAbsent(
                type.getPackageName() + "/" + type.getSourceFileName() + " " + type.getName(), _ -> new HashMap<>());
        IntStream.rangeClosed(type.getFirstLine(), type.getLastLine())
                .filter(number -> type.getLine(number).getStatus() != ICounter.EMPTY)
                .forEach(number -> {
                    var counter = type.getLine(number).getInstructionCounter();
                    known.merge(
                            number,
                            new int[] {counter.getMissedCount(), counter.getCoveredCount()},
                            (one, other) -> one[0] <= other[0] ? one : other);
                });
    }

    private void print(Path sources) throws IOException {
        int missed = 0;
        int all = 0;
        try (Stream<Path> files = Files.walk(sources)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".java")).sorted().toList()) {
                String name = sources.relativize(file).toString();
                List<String> text = Files.readAllLines(file);
                for (int number = 1; number <= text.size(); number++) {
                    String line = text.get(number - 1);
                    if (!NO_CODE.matcher(line).matches() && REFUSES.matcher(line).find()) {
                        all++;
                        missed += print(name, number, line.strip()) ? 1 : 0;
                    }
                }
            }
        }
        System.out.println(missed + " of " + all + " refusing lines are not met");
    }

    private boolean print(String file, int number, String line) {
        int[] sum = new int[2];
        lines.forEach((key, known) -> {
            if (key.startsWith(file + " ")) {
                int[] counts = known.getOrDefault(number, new int[2]);
                sum[0] += counts[0];
                sum[1] += counts[1];
            }
        });
        if (sum[0] > 0) {
            System.out.println((sum[1] == 0 ? "MISSED " : "PARTLY ") + file + ":" + number + " " + line);
        }
        return sum[0] > 0;
    }
}
