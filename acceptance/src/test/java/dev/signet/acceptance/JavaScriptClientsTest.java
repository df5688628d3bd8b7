package dev.signet.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.acceptance.OutsideCommand.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The AWS SDK for JavaScript, amazon-cognito-identity-js and Amplify, each in its own run of Node's test runner. */
class JavaScriptClientsTest {
    private static final Path FOLDER = Path.of("js").toAbsolutePath();

    @BeforeAll
    static void installsTheClients() throws Exception {
        if (!Files.isDirectory(FOLDER.resolve("node_modules"))) {
            Result installed =
                    OutsideCommand.run(FOLDER, Map.of(), 5, "npm", "ci", "--no-audit", "--no-fund", "--loglevel=error");
            assertThat(installed.exit()).as(installed.output()).isZero();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"aws-sdk", "amazon-cognito-identity-js", "amplify"})
    void playsTheStory(String client) throws Exception {
        RunningSuite suite = RunningSuite.get();

        Result result = OutsideCommand.run(
                FOLDER,
                OutsideCommand.environment(suite),
                5,
                "node",
                "--test",
                "--test-reporter=spec",
                "test/" + client + ".test.mjs");

        assertThat(result.exit()).as(result.output()).isZero();
        assertThat(result.output()).contains("fail 0").doesNotContain("pass 0");
    }
}
