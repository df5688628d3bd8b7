package dev.signet.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.signet.acceptance.OutsideCommand.Result;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The AWS CLI, where it is installed. */
class AwsCliTest {
    @BeforeAll
    static void isInstalled() {
        boolean installed = OutsideCommand.isInstalled("aws");
        if (!installed) {
            System.err.println("SKIPPED: the AWS CLI is not installed here; its tests did not run.");
        }
        assumeTrue(installed, "the AWS CLI is not installed");
    }

    private static String aws(String... arguments) throws Exception {
        Result result = call(arguments);
        assertThat(result.exit()).as(result.output()).isZero();
        return result.output().strip();
    }

    private static Result call(String... arguments) throws Exception {
        RunningSuite suite = RunningSuite.get();
        List<String> command = new ArrayList<>(
                List.of("aws", "--endpoint-url", suite.endpoint().toString(), "--output", "text"));
        command.addAll(Arrays.asList(arguments));
        return OutsideCommand.run(
                Path.of("").toAbsolutePath(), OutsideCommand.environment(suite), 2, command.toArray(String[]::new));
    }

    private static String pool() throws Exception {
        return aws(
                "cognito-idp", "create-user-pool", "--pool-name", "cli-" + UUID.randomUUID(), "--query", "UserPool.Id");
    }

    @Test
    void signsAUserUpAndListsIt() throws Exception {
        String pool = pool();
        String client = aws(
                "cognito-idp",
                "create-user-pool-client",
                "--user-pool-id",
                pool,
                "--client-name",
                "cli",
                "--query",
                "UserPoolClient.ClientId");

        aws("cognito-idp", "sign-up", "--client-id", client, "--username", "ada", "--password", "Correct-Horse-7");

        assertThat(aws("cognito-idp", "list-users", "--user-pool-id", pool, "--query", "Users[].Username"))
                .isEqualTo("ada");
    }

    @Test
    void tellsWhoIsCalling() throws Exception {
        assertThat(aws("sts", "get-caller-identity", "--query", "Arn")).isEqualTo("arn:aws:iam::000000000000:root");
    }

    @Test
    void namesTheErrorOfAMissingPool() throws Exception {
        Result refused = call("cognito-idp", "describe-user-pool", "--user-pool-id", "us-east-1_absent000");

        assertThat(refused.exit()).isNotZero();
        assertThat(refused.output()).contains("ResourceNotFoundException");
    }

    @Test
    void makesAPlatformApplication() throws Exception {
        String name = "cli-" + UUID.randomUUID();

        String arn = aws(
                "sns",
                "create-platform-application",
                "--name",
                name,
                "--platform",
                "GCM",
                "--attributes",
                "PlatformCredential=secret",
                "--query",
                "PlatformApplicationArn");

        assertThat(arn).endsWith(":app/GCM/" + name);
    }
}
