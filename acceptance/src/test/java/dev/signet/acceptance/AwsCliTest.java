package dev.signet.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.local.demo.GoogleAccount;
import io.vertx.core.json.JsonObject;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Single calls of the AWS CLI, where it is installed. */
class AwsCliTest {
    private AwsCli operator;

    @BeforeAll
    static void isInstalled() {
        AwsCli.requireInstalled();
    }

    @BeforeEach
    void anOperator() {
        operator = AwsCli.ofOperator();
    }

    @Test
    void tellsWhoIsCalling() throws Exception {
        assertThat(operator.run("sts", "get-caller-identity", "--query", "Arn"))
                .isEqualTo("arn:aws:iam::000000000000:root");
    }

    @Test
    void namesTheErrorOfAMissingPool() throws Exception {
        assertThat(operator.refused("cognito-idp", "describe-user-pool", "--user-pool-id", "us-east-1_absent000"))
                .contains("ResourceNotFoundException");
    }

    @Test
    void makesAPlatformApplication() throws Exception {
        String name = "cli-" + UUID.randomUUID();

        String arn = operator.run(
                "sns",
                "create-platform-application",
                "--name",
                name,
                "--platform",
                "GCM",
                "--attributes",
                new JsonObject().put("PlatformCredential", GoogleAccount.json()).encode(),
                "--query",
                "PlatformApplicationArn");

        assertThat(arn).endsWith(":app/GCM/" + name);
    }
}
