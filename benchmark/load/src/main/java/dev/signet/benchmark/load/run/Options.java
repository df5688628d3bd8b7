package dev.signet.benchmark.load.run;

import dev.signet.benchmark.load.scenario.Sizes;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * What was asked for at the command line.
 *
 * @param home the built project
 * @param data the folder that the run may fill
 * @param page where the page is written
 * @param quick whether everything is only shown to run
 * @param resume whether parts that are done already, of the same commit, are not done again
 * @param only the parts to run; empty for all
 * @param users how many users a pool has, step by step
 */
public record Options(
        Path home, Path data, Path page, boolean quick, boolean resume, List<String> only, List<Integer> users) {
    private static final List<Integer> USERS = List.of(1_000, 100_000, 1_000_000);
    private static final List<Integer> FEW_USERS = List.of(100, 1_000);

    /** Reads the words of the command line. */
    public static Options parse(Path home, List<String> words) {
        boolean quick = words.contains("--quick");
        Path data = Path.of(value(words, "--data", home.resolve(".signet-bench").toString()));
        Path page = quick ? data.resolve("performance.md") : home.resolve("docs/performance.md");
        String users = value(words, "--users", "");
        return new Options(
                home,
                data.toAbsolutePath().normalize(),
                page,
                quick,
                words.contains("--resume"),
                words.contains("--micro") ? List.of("micro") : list(value(words, "--only", "")),
                users.isEmpty()
                        ? (quick ? FEW_USERS : USERS)
                        : list(users).stream().map(Integer::valueOf).toList());
    }

    private static String value(List<String> words, String option, String otherwise) {
        int at = words.indexOf(option);
        if (at < 0) {
            return otherwise;
        }
        if (at + 1 >= words.size()) {
            throw new IllegalArgumentException("The option " + option + " needs a value.");
        }
        return words.get(at + 1);
    }

    private static List<String> list(String words) {
        return Arrays.stream(words.split(","))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
    }

    public Sizes sizes() {
        return quick ? Sizes.quick() : Sizes.full();
    }

    /** Whether a part is asked for. */
    public boolean asksFor(String part) {
        return only.isEmpty() || only.contains(part);
    }
}
