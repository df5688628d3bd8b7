package dev.signet.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.acceptance.local.LocalSignet;
import dev.signet.local.demo.SrpClient;
import dev.signet.testkit.SignetClients;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentity.model.Credentials;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ExplicitAuthFlowsType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NotAuthorizedException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserPoolClientType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.VerifiedAttributeType;

/** Threat 100: whoever reads the logs of all services learns no secret of a user, an application or the operator. */
class SecretsInLogsTest {
    private static final Pattern CODE = Pattern.compile("code is (\\d{6})\\b");
    private static final Pattern TEMPORARY_PASSWORD = Pattern.compile("password is ([^\"\\s]+)");

    private final RunningSuite suite = RunningSuite.get();
    private final SignetClients operator = suite.operator();
    private final SignetClients anybody = suite.clients();
    private final String user = "ada-" + UUID.randomUUID();

    /** What must stand nowhere, by what it is. */
    private final Map<String, String> secrets = new LinkedHashMap<>();

    private UserPoolClientType client;

    @BeforeEach
    void anApplicationWithASecret() {
        String pool = operator.userPools()
                .createUserPool(request -> request.poolName("logs").autoVerifiedAttributes(VerifiedAttributeType.EMAIL))
                .userPool()
                .id();
        client = operator.userPools()
                .createUserPoolClient(request -> request.userPoolId(pool)
                        .clientName("logs")
                        .generateSecret(true)
                        .explicitAuthFlows(
                                ExplicitAuthFlowsType.ALLOW_USER_SRP_AUTH,
                                ExplicitAuthFlowsType.ALLOW_USER_PASSWORD_AUTH,
                                ExplicitAuthFlowsType.ALLOW_REFRESH_TOKEN_AUTH))
                .userPoolClient();
        secrets.put("client secret", client.clientSecret());
        secrets.put("secret hash", secretHash(user));
    }

    @Test
    void noLogHoldsAPasswordACodeATokenOrAKey() throws Exception {
        // Given
        String password = signUp();
        signInByPassword(password);
        signInBySrp(reset());
        invite();
        guest();
        keysOfTheSuite();

        // Then
        assertThat(secrets).hasSize(29).doesNotContainValue("");
        assertThat(logs()).hasSizeGreaterThan(6).allSatisfy(log -> {
            String text = Files.readString(log);
            assertThat(secrets).allSatisfy((what, secret) -> assertThat(holds(text, secret))
                    .as("%s holds the %s", log.getFileName(), what)
                    .isFalse());
        });
    }

    private static boolean holds(String text, String secret) {
        return secret.matches("\\d{6}")
                ? Pattern.compile("\\b" + secret + "\\b").matcher(text).find()
                : text.contains(secret);
    }

    private String signUp() {
        String password = secret("password", "Secret-" + UUID.randomUUID());
        anybody.userPools().signUp(request -> request.clientId(client.clientId())
                .secretHash(secretHash(user))
                .username(user)
                .password(password)
                .userAttributes(AttributeType.builder()
                        .name("email")
                        .value(user + "@example.com")
                        .build()));
        String code = secret("code of the sign-up", mailed(user, 1, CODE));
        anybody.userPools().confirmSignUp(request -> request.clientId(client.clientId())
                .secretHash(secretHash(user))
                .username(user)
                .confirmationCode(code));
        return password;
    }

    private void signInByPassword(String password) {
        String mistyped = secret("mistyped password", "Mistyped-" + UUID.randomUUID());
        assertThatThrownBy(() -> initiate(mistyped)).isInstanceOf(NotAuthorizedException.class);
        tokens("password", initiate(password));
    }

    private AuthenticationResultType initiate(String password) {
        return anybody.userPools()
                .initiateAuth(request -> request.clientId(client.clientId())
                        .authFlow(AuthFlowType.USER_PASSWORD_AUTH)
                        .authParameters(
                                Map.of("USERNAME", user, "PASSWORD", password, "SECRET_HASH", secretHash(user))))
                .authenticationResult();
    }

    private String reset() {
        anybody.userPools().forgotPassword(request -> request.clientId(client.clientId())
                .secretHash(secretHash(user))
                .username(user));
        String code = secret("code of the reset", mailed(user, 2, CODE));
        String password = secret("new password", "Renewed-" + UUID.randomUUID());
        anybody.userPools().confirmForgotPassword(request -> request.clientId(client.clientId())
                .secretHash(secretHash(user))
                .username(user)
                .confirmationCode(code)
                .password(password));
        return password;
    }

    private void signInBySrp(String password) {
        SrpClient srp = new SrpClient(client.userPoolId());
        var challenge = anybody.userPools().initiateAuth(request -> request.clientId(client.clientId())
                .authFlow(AuthFlowType.USER_SRP_AUTH)
                .authParameters(Map.of("USERNAME", user, "SRP_A", srp.ephemeral(), "SECRET_HASH", secretHash(user))));
        Map<String, String> answer =
                new HashMap<>(srp.answer(challenge.challengeParameters(), password, Instant.now()));
        answer.put("SECRET_HASH", secretHash(user));
        secrets.put("session of the challenge", challenge.session());
        secrets.put("proof", answer.get("PASSWORD_CLAIM_SIGNATURE"));
        secrets.put("salt", challenge.challengeParameters().get("SALT"));
        AuthenticationResultType tokens = anybody.userPools()
                .respondToAuthChallenge(request -> request.clientId(client.clientId())
                        .challengeName(ChallengeNameType.PASSWORD_VERIFIER)
                        .session(challenge.session())
                        .challengeResponses(answer))
                .authenticationResult();
        tokens("SRP", tokens);
        anybody.userPools().getUser(request -> request.accessToken(tokens.accessToken()));
    }

    private void tokens(String flow, AuthenticationResultType tokens) {
        secrets.put("access token by " + flow, tokens.accessToken());
        secrets.put("ID token by " + flow, tokens.idToken());
        secrets.put("refresh token by " + flow, tokens.refreshToken());
    }

    private void invite() {
        String invited = "bob-" + UUID.randomUUID();
        operator.userPools().adminCreateUser(request -> request.userPoolId(client.userPoolId())
                .username(invited)
                .userAttributes(AttributeType.builder()
                        .name("email")
                        .value(invited + "@example.com")
                        .build()));
        secrets.put("temporary password", mailed(invited, 1, TEMPORARY_PASSWORD));
    }

    private void guest() {
        String pool = operator.identityPools()
                .createIdentityPool(request -> request.identityPoolName("logs")
                        .allowUnauthenticatedIdentities(true)
                        .allowClassicFlow(true))
                .identityPoolId();
        String trust = """
                {"Version": "2012-10-17", "Statement": {"Effect": "Allow",
                 "Principal": {"Federated": "cognito-identity.amazonaws.com"},
                 "Action": "sts:AssumeRoleWithWebIdentity",
                 "Condition": {"StringEquals": {"cognito-identity.amazonaws.com:aud": "%s"}}}}
                """.formatted(pool);
        String name = "logs-" + UUID.randomUUID();
        String role = operator.iam()
                .createRole(request -> request.roleName(name).assumeRolePolicyDocument(trust))
                .role()
                .arn();
        operator.iam()
                .putRolePolicy(
                        request -> request.roleName(name).policyName("data").policyDocument("""
                        {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "cognito-sync:*",
                         "Resource": "*"}}
                        """));
        operator.identityPools()
                .setIdentityPoolRoles(request -> request.identityPoolId(pool).roles(Map.of("unauthenticated", role)));
        String identity = anybody.identityPools()
                .getId(request -> request.identityPoolId(pool))
                .identityId();
        Credentials guest = anybody.identityPools()
                .getCredentialsForIdentity(request -> request.identityId(identity))
                .credentials();
        secrets.put("guest's secret key", guest.secretKey());
        secrets.put("guest's session token", guest.sessionToken());
        secrets.put(
                "guest's ID token",
                anybody.identityPools()
                        .getOpenIdToken(request -> request.identityId(identity))
                        .token());
        anybody.as(guest).sts().getCallerIdentity();
        secrets.put(
                "session of the dataset",
                anybody.as(guest)
                        .sync()
                        .listRecords(request -> request.identityPoolId(pool)
                                .identityId(identity)
                                .datasetName("logs"))
                        .syncSessionToken());
    }

    /** The operator's secret key, the passwords of the databases and Redis, and the key that seals what is stored. */
    private void keysOfTheSuite() throws IOException {
        Path data = suite.credentials().resolveSibling("passwords");
        try (Stream<String> lines = Stream.concat(Files.lines(suite.credentials()), Files.lines(data))) {
            lines.filter(line -> line.matches("aws_secret_access_key.*|\\w+=.*"))
                    .forEach(line -> secrets.put(
                            line.substring(0, line.indexOf('=')),
                            line.substring(line.indexOf('=') + 1).strip()));
        }
        MatchResult key = Pattern.compile("\"value\":\"([^\"]+)\"")
                .matcher(Files.readString(data.resolveSibling("keyset.json")))
                .results()
                .findFirst()
                .orElseThrow();
        secrets.put("sealing key", key.group(1));
    }

    private String secret(String what, String value) {
        secrets.put(what, value);
        return value;
    }

    private String secretHash(String username) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(client.clientSecret().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            byte[] hash = mac.doFinal((username + client.clientId()).getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a user's newest mail holds, once so many have come. */
    private String mailed(String name, int mails, Pattern what) {
        URI mailbox = suite.endpoint().resolve("/mailbox/messages?to=" + name + "%40example.com");
        LocalSignet.await(() -> found(mailbox, what).size() >= mails, Duration.ofSeconds(30));
        assertThat(found(mailbox, what)).hasSize(mails);
        return found(mailbox, what).getFirst().group(1);
    }

    private static List<MatchResult> found(URI mailbox, Pattern what) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            String mails = http.send(HttpRequest.newBuilder(mailbox).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
            return what.matcher(mails).results().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Stream<Path> logs() throws IOException {
        try (Stream<Path> files = Files.walk(suite.logs())) {
            return files.filter(Files::isRegularFile).toList().stream();
        }
    }
}
