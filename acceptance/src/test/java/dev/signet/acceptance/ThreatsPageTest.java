package dev.signet.acceptance;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Keeps docs/threats.md honest: each test that it names is there. */
class ThreatsPageTest {
    private static final Pattern NAMED_TEST = Pattern.compile("`(\\w+)\\.(\\w+)`");
    private static final Pattern TEST = Pattern.compile("@(Parameterized)?Test\\b");
    private static final Path TESTS = Path.of("src", "test", "java");

    @Test
    void eachTestThatThePageNamesIsThere() throws IOException {
        var project = Path.of("").toAbsolutePath().getParent();
        var sources = testSources(project);
        var named = NAMED_TEST
                .matcher(Files.readString(project.resolve("docs/threats.md")))
                .results()
                .toList();

        assertThat(named).isNotEmpty();
        assertThat(named.stream()
                        .filter(test -> !isIn(sources, test))
                        .map(MatchResult::group)
                        .distinct())
                .as("Tests that docs/threats.md names and the sources lack")
                .isEmpty();
    }

    /** Whether a test stands in the sources: a method after a blank line, with its annotations before it. */
    private static boolean isIn(Map<String, String> sources, MatchResult test) {
        String source = sources.getOrDefault(test.group(1), "");
        int method = source.indexOf("\n    void " + test.group(2) + "(");
        return method >= 0
                && TEST.matcher(source.substring(source.lastIndexOf("\n\n", method), method))
                        .find();
    }

    /** The text of each test class by its simple name. */
    private static Map<String, String> testSources(Path project) throws IOException {
        try (Stream<Path> folders = Files.walk(project, 2)) {
            return folders.map(folder -> folder.resolve(TESTS))
                    .filter(Files::isDirectory)
                    .flatMap(ThreatsPageTest::below)
                    .filter(file -> file.toString().endsWith(".java"))
                    .collect(toMap(ThreatsPageTest::className, ThreatsPageTest::text, String::concat));
        }
    }

    private static Stream<Path> below(Path folder) {
        try {
            return Files.walk(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String className(Path source) {
        return source.getFileName().toString().replace(".java", "");
    }

    private static String text(Path source) {
        try {
            return Files.readString(source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
