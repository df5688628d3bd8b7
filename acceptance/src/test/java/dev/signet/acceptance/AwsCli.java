package dev.signet.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.signet.acceptance.OutsideCommand.Result;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The AWS CLI of whoever holds some credentials. */
public final class AwsCli {
    private final RunningSuite suite;
    private final Map<String, String> environment;

    private AwsCli(RunningSuite suite, Map<String, String> environment) {
        this.suite = suite;
        this.environment = environment;
    }

    /** Skips the tests, loudly, where it is not installed. */
    public static void requireInstalled() {
        boolean installed = OutsideCommand.isInstalled("aws");
        if (!installed) {
            System.err.println("SKIPPED: the AWS CLI is not installed here; its tests did not run.");
        }
        assumeTrue(installed, "the AWS CLI is not installed");
    }

    static AwsCli ofOperator() {
        RunningSuite suite = RunningSuite.get();
        return new AwsCli(suite, OutsideCommand.environment(suite));
    }

    /**
     * Another's.
     *
     * @param credentials the key's id, its secret and the session's token
     */
    AwsCli of(List<String> credentials) {
        Map<String, String> others = new HashMap<>(environment);
        others.put("AWS_ACCESS_KEY_ID", credentials.get(0));
        others.put("AWS_SECRET_ACCESS_KEY", credentials.get(1));
        others.put("AWS_SESSION_TOKEN", credentials.get(2));
        return new AwsCli(suite, others);
    }

    /** What a call that must succeed prints. */
    String run(String... arguments) throws Exception {
        Result result = call(arguments);
        assertThat(result.exit()).as(result.output()).isZero();
        return result.output().strip();
    }

    /** What a call prints that must be refused. */
    String refused(String... arguments) throws Exception {
        Result result = call(arguments);
        assertThat(result.exit()).as(result.output()).isNotZero();
        return result.output();
    }

    private Result call(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(
                List.of("aws", "--endpoint-url", suite.endpoint().toString(), "--output", "text"));
        command.addAll(Arrays.asList(arguments));
        return OutsideCommand.run(Path.of("").toAbsolutePath(), environment, 2, command.toArray(String[]::new));
    }
}
