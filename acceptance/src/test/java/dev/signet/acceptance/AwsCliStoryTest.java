package dev.signet.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.acceptance.local.LocalSignet;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The story that must always work, as far as the AWS CLI can tell it: it knows no SRP and keeps no connection open, so the
 * password travels, and the other device asks for what it would be pushed.
 */
class AwsCliStoryTest {
    private static final Pattern CODE = Pattern.compile("\\b(\\d{6})\\b");
    private static final String USER = "ada";
    private static final String PASSWORD = "Correct-Horse-7";

    private final AwsCli operator = AwsCli.ofOperator();
    private final String name = "cli-" + UUID.randomUUID().toString().substring(0, 8);
    private final String email = name + "@example.com";

    @BeforeAll
    static void isInstalled() {
        AwsCli.requireInstalled();
    }

    /** What an operator sets up once for an application. */
    private record Stage(String userPool, String client, String provider, String identityPool) {}

    @Test
    void goesFromSignUpToARecordOnAnotherDevice() throws Exception {
        Stage stage = stage();
        String idToken = signedIn(stage);
        assertThat(operator.run(
                        "cognito-idp", "list-users", "--user-pool-id", stage.userPool, "--query", "Users[].Username"))
                .isEqualTo(USER);
        AwsCli guest = operator.of(credentials(identity(stage)));
        String login = "{\"%s\": \"%s\"}".formatted(stage.provider, idToken);
        String identity = identity(stage, "--logins", login);
        AwsCli member = operator.of(credentials(identity, "--logins", login));

        assertThat(guest.refused(update(stage, identity, "none"))).contains("AccessDeniedException");
        follow(member, stage, identity);
        String session = member.run(dataset("list-records", stage, identity, "--query", "SyncSessionToken"));
        member.run(update(stage, identity, session));

        assertThat(member.run(dataset("list-records", stage, identity, "--query", "Records[].[Key,Value,SyncCount]")))
                .isEqualTo("colour\tblue\t1");
        assertThat(member.refused("cognito-idp", "list-users", "--user-pool-id", stage.userPool))
                .contains("AccessDeniedException");
    }

    private Stage stage() throws Exception {
        String pool = operator.run(
                "cognito-idp",
                "create-user-pool",
                "--pool-name",
                name,
                "--auto-verified-attributes",
                "email",
                "--query",
                "UserPool.Id");
        String client = operator.run(
                "cognito-idp",
                "create-user-pool-client",
                "--user-pool-id",
                pool,
                "--client-name",
                name,
                "--explicit-auth-flows",
                "ALLOW_USER_PASSWORD_AUTH",
                "ALLOW_REFRESH_TOKEN_AUTH",
                "--query",
                "UserPoolClient.ClientId");
        String provider = RunningSuite.get().endpoint().getAuthority() + "/" + pool;
        String identityPool = operator.run(
                "cognito-identity",
                "create-identity-pool",
                "--identity-pool-name",
                name,
                "--allow-unauthenticated-identities",
                "--cognito-identity-providers",
                "ProviderName=" + provider + ",ClientId=" + client,
                "--query",
                "IdentityPoolId");
        operator.run(
                "cognito-identity",
                "set-identity-pool-roles",
                "--identity-pool-id",
                identityPool,
                "--roles",
                "unauthenticated=" + role("unauthenticated", "cognito-sync:ListDatasets", identityPool)
                        + ",authenticated=" + role("authenticated", "cognito-sync:*", identityPool));
        return new Stage(pool, client, provider, identityPool);
    }

    private String role(String proof, String action, String identityPool) throws Exception {
        String role = name + "-" + proof;
        String arn = operator.run(
                "iam",
                "create-role",
                "--role-name",
                role,
                "--query",
                "Role.Arn",
                "--assume-role-policy-document",
                """
                        {"Version": "2012-10-17", "Statement": [{
                          "Effect": "Allow",
                          "Principal": {"Federated": "cognito-identity.amazonaws.com"},
                          "Action": "sts:AssumeRoleWithWebIdentity",
                          "Condition": {
                            "StringEquals": {"cognito-identity.amazonaws.com:aud": "%s"},
                            "ForAnyValue:StringLike": {"cognito-identity.amazonaws.com:amr": "%s"}
                          }
                        }]}
                        """.formatted(identityPool, proof));
        operator.run(
                "iam",
                "put-role-policy",
                "--role-name",
                role,
                "--policy-name",
                "data",
                "--policy-document",
                """
                        {"Version": "2012-10-17", "Statement": [
                          {"Effect": "Allow", "Action": "%s", "Resource": "*"}]}
                        """.formatted(action));
        return arn;
    }

    /** The ID token of a user who signed up, confirmed the address and signed in. */
    private String signedIn(Stage stage) throws Exception {
        operator.run(
                "cognito-idp",
                "sign-up",
                "--client-id",
                stage.client,
                "--username",
                USER,
                "--password",
                PASSWORD,
                "--user-attributes",
                "Name=email,Value=" + email);
        operator.run(
                "cognito-idp",
                "confirm-sign-up",
                "--client-id",
                stage.client,
                "--username",
                USER,
                "--confirmation-code",
                mailedCode());
        return operator.run(
                "cognito-idp",
                "initiate-auth",
                "--client-id",
                stage.client,
                "--auth-flow",
                "USER_PASSWORD_AUTH",
                "--auth-parameters",
                "USERNAME=" + USER + ",PASSWORD=" + PASSWORD,
                "--query",
                "AuthenticationResult.IdToken");
    }

    private String mailedCode() {
        assertThat(LocalSignet.await(() -> !mailedCodes().isEmpty(), Duration.ofSeconds(20)))
                .as("a mail to " + email)
                .isTrue();
        return mailedCodes().getFirst();
    }

    private List<String> mailedCodes() {
        URI mails = RunningSuite.get().endpoint().resolve("/mailbox/messages?to=" + email);
        try (InputStream in = mails.toURL().openStream()) {
            return CODE.matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .results()
                    .map(found -> found.group(1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String identity(Stage stage, String... logins) throws Exception {
        return operator.run(with(
                logins,
                "cognito-identity",
                "get-id",
                "--identity-pool-id",
                stage.identityPool,
                "--query",
                "IdentityId"));
    }

    private List<String> credentials(String identity, String... logins) throws Exception {
        return List.of(operator.run(with(
                        logins,
                        "cognito-identity",
                        "get-credentials-for-identity",
                        "--identity-id",
                        identity,
                        "--query",
                        "Credentials.[AccessKeyId,SecretKey,SessionToken]"))
                .split("\\s+", -1));
    }

    /** Has another device of the identity follow the dataset. */
    private static void follow(AwsCli member, Stage stage, String identity) throws Exception {
        String device = member.run(
                "cognito-sync",
                "register-device",
                "--identity-pool-id",
                stage.identityPool,
                "--identity-id",
                identity,
                "--platform",
                "LIVE",
                "--token",
                "phone-" + UUID.randomUUID(),
                "--query",
                "DeviceId");
        member.run(dataset("subscribe-to-dataset", stage, identity, "--device-id", device));
    }

    private static String[] update(Stage stage, String identity, String session) {
        return dataset(
                "update-records",
                stage,
                identity,
                "--sync-session-token",
                session,
                "--record-patches",
                "Op=replace,Key=colour,Value=blue,SyncCount=0");
    }

    private static String[] dataset(String call, Stage stage, String identity, String... more) {
        return with(
                more,
                "cognito-sync",
                call,
                "--identity-pool-id",
                stage.identityPool,
                "--identity-id",
                identity,
                "--dataset-name",
                "Settings");
    }

    private static String[] with(String[] last, String... first) {
        return Stream.of(first, last).flatMap(Arrays::stream).toArray(String[]::new);
    }
}
