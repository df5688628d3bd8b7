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

    /**
     * Reads the words of the command line.
     *
     * @throws IllegalArgumentException when one of them means nothing; the message says which
     */
    public static Options parse(Path home, List<String> words) {
        boolean quick = false;
        boolean resume = false;
        Path data = home.resolve(".signet-bench");
        List<String> only = List.of();
        List<Integer> users = List.of();
        for (int at = 0; at < words.size(); at++) {
            switch (words.get(at)) {
                case "--quick" -> quick = true;
                case "--resume" -> resume = true;
                case "--micro" -> only = List.of("micro");
                case "--data" -> data = Path.of(value(words, at++));
                case "--only" -> only = parts(value(words, at++));
                case "--users" -> users = numbers(value(words, at++));
                case String other ->
                    throw new IllegalArgumentException(
                            "Unknown option " + other + ": ./signet help shows what there is.");
            }
        }
        return new Options(
                home,
                data.toAbsolutePath().normalize(),
                quick ? data.resolve("performance.md") : home.resolve("docs/performance.md"),
                quick,
                resume,
                only,
                users.isEmpty() ? (quick ? FEW_USERS : USERS) : users);
    }

    private static String value(List<String> words, int at) {
        if (at + 1 >= words.size()) {
            throw new IllegalArgumentException("The option " + words.get(at) + " needs a value.");
        }
        return words.get(at + 1);
    }

    private static List<String> parts(String words) {
        List<String> known = Parts.all().stream().map(Part::id).toList();
        List<String> parts = list(words);
        parts.stream().filter(part -> !known.contains(part)).findFirst().ifPresent(unknown -> {
            throw new IllegalArgumentException(
                    "There is no part " + unknown + "; there are: " + String.join(", ", known) + ".");
        });
        return parts;
    }

    private static List<Integer> numbers(String words) {
        return list(words).stream()
                .map(word -> {
                    if (!word.matches("\\d{1,8}")) {
                        throw new IllegalArgumentException("--users needs numbers, not " + word + ".");
                    }
                    return Integer.valueOf(word);
                })
                .toList();
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
