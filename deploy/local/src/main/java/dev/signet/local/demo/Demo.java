package dev.signet.local.demo;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentity.model.Credentials;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;
import software.amazon.awssdk.services.cognitosync.CognitoSyncClient;
import software.amazon.awssdk.services.cognitosync.model.Operation;

/** Plays the story that must always work, from sign-up to a push on another device, against a running suite. */
public final class Demo {
    private static final Pattern CODE = Pattern.compile("\\b(\\d{6})\\b");
    private static final String DATASET = "Settings";

    private final Clients operator;
    private final Clients app;
    private final Narrator narrator;
    private final String user = "ada-" + UUID.randomUUID().toString().substring(0, 8);
    private final String email = user + "@example.com";
    private final String password =
            "Correct-Horse-7-" + UUID.randomUUID().toString().substring(0, 4);

    private Demo(Clients operator, Narrator narrator) {
        this.operator = operator;
        this.app = operator.anonymous();
        this.narrator = narrator;
    }

    /**
     * @param endpoint the gateway's URL
     * @param credentialsFile the operator's credentials file
     */
    public static void play(URI endpoint, String region, Path credentialsFile) throws Exception {
        var narrator = new Narrator(System.out, System.console() != null && System.getenv("NO_COLOR") == null);
        new Demo(Clients.ofOperator(endpoint, Region.of(region), credentialsFile), narrator).play();
    }

    private void play() throws Exception {
        Instant start = Instant.now();
        narrator.chapter("The operator sets an application up");
        String issuerHost = operator.endpoint().getAuthority();
        Stage stage = narrator.step(
                "makes a user pool, an identity pool and two roles", () -> Stage.set(operator, issuerHost));
        narrator.detail("user pool", stage.userPool());
        narrator.detail("identity pool", stage.identityPool());
        signUp(stage);
        AuthenticationResultType tokens = signIn(stage);
        guest(stage);
        member(stage, issuerHost, tokens);
        narrator.step("the operator takes it all down again", done(() -> stage.strike(operator)));
        narrator.end(Duration.between(start, Instant.now()));
    }

    private void signUp(Stage stage) throws Exception {
        narrator.chapter("A user signs up");
        try (var users = app.userPools()) {
            narrator.step(
                    "signs up as " + user,
                    () -> users.signUp(request -> request.clientId(stage.client())
                            .username(user)
                            .password(password)
                            .userAttributes(AttributeType.builder()
                                    .name("email")
                                    .value(email)
                                    .build())));
            String code = narrator.step("the mail with the code arrives", this::mailedCode);
            narrator.detail("mail to " + email + " holds the code", code);
            refused(
                    "a wrong code",
                    "CodeMismatchException",
                    () -> users.confirmSignUp(request ->
                            request.clientId(stage.client()).username(user).confirmationCode(wrong(code))));
            narrator.step(
                    "confirms with the mailed code",
                    () -> users.confirmSignUp(request ->
                            request.clientId(stage.client()).username(user).confirmationCode(code)));
        }
    }

    private static String wrong(String code) {
        return code.startsWith("1") ? "2" + code.substring(1) : "1" + code.substring(1);
    }

    private String mailedCode() throws IOException, InterruptedException {
        URI mails =
                operator.endpoint().resolve("/mailbox/messages?to=" + URLEncoder.encode(email, StandardCharsets.UTF_8));
        for (Instant end = Instant.now().plusSeconds(20); Instant.now().isBefore(end); Thread.sleep(20)) {
            Matcher code = CODE.matcher(get(mails));
            if (code.find()) {
                return code.group(1);
            }
        }
        throw new IllegalStateException("No mail to " + email + " came within 20 s");
    }

    private static String get(URI uri) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }

    private AuthenticationResultType signIn(Stage stage) throws Exception {
        narrator.chapter("The user signs in; the password never leaves the device (SRP)");
        try (var users = app.userPools()) {
            SrpClient srp = new SrpClient(stage.userPool());
            var challenge = narrator.step(
                    "asks for the challenge",
                    () -> users.initiateAuth(request -> request.clientId(stage.client())
                            .authFlow(AuthFlowType.USER_SRP_AUTH)
                            .authParameters(Map.of("USERNAME", user, "SRP_A", srp.ephemeral()))));
            var answer = srp.answer(challenge.challengeParameters(), password, Instant.now());
            var tokens = narrator.step("proves the password and gets tokens", () -> users.respondToAuthChallenge(
                            request -> request.clientId(stage.client())
                                    .challengeName(ChallengeNameType.PASSWORD_VERIFIER)
                                    .session(challenge.session())
                                    .challengeResponses(answer))
                    .authenticationResult());
            JWTClaimsSet claims = narrator.step(
                    "the ID token verifies against the pool's JWKS", () -> verified(stage, tokens.idToken()));
            narrator.detail("claims", claims.toJSONObject());
            narrator.detail(
                    "access token", verified(stage, tokens.accessToken()).toJSONObject());
            return tokens;
        }
    }

    private JWTClaimsSet verified(Stage stage, String token)
            throws ParseException, JOSEException, IOException, InterruptedException {
        JWKSet keys = JWKSet.parse(get(operator.endpoint().resolve("/" + stage.userPool() + "/.well-known/jwks.json")));
        SignedJWT jwt = SignedJWT.parse(token);
        var key = keys.getKeyByKeyId(jwt.getHeader().getKeyID()).toRSAKey();
        if (!jwt.verify(new RSASSAVerifier(key))) {
            throw new IllegalStateException("The token's signature is wrong");
        }
        return jwt.getJWTClaimsSet();
    }

    private void guest(Stage stage) throws Exception {
        narrator.chapter("A guest comes without signing in");
        try (var identities = app.identityPools()) {
            String identity = narrator.step("is given an identity", () -> identities
                    .getId(request -> request.identityPoolId(stage.identityPool()))
                    .identityId());
            var guest = narrator.step(
                    "is given the guest role's credentials",
                    () -> session(identities
                            .getCredentialsForIdentity(request -> request.identityId(identity))
                            .credentials()));
            tellCaller(guest);
            try (var sync = app.as(guest).sync()) {
                narrator.step(
                        "may list its own datasets (the role allows it)",
                        () -> sync.listDatasets(request ->
                                request.identityPoolId(stage.identityPool()).identityId(identity)));
                refused(
                        "to write (the role denies it)",
                        "AccessDenied",
                        () -> write(sync, stage, identity, "x", 0, null));
            }
        }
    }

    private void tellCaller(AwsSessionCredentials credentials) {
        try (var sts = app.as(credentials).sts()) {
            narrator.detail("caller", sts.getCallerIdentity().arn());
        }
    }

    private static AwsSessionCredentials session(Credentials credentials) {
        return AwsSessionCredentials.create(
                credentials.accessKeyId(), credentials.secretKey(), credentials.sessionToken());
    }

    private void member(Stage stage, String issuerHost, AuthenticationResultType tokens) throws Exception {
        narrator.chapter("The signed-in user's data follows to every device");
        Map<String, String> logins = Map.of(issuerHost + "/" + stage.userPool(), tokens.idToken());
        try (var identities = app.identityPools()) {
            String identity = narrator.step("trades the ID token for an identity", () -> identities
                    .getId(request ->
                            request.identityPoolId(stage.identityPool()).logins(logins))
                    .identityId());
            var member = narrator.step(
                    "and for the member role's credentials",
                    () -> session(identities
                            .getCredentialsForIdentity(
                                    request -> request.identityId(identity).logins(logins))
                            .credentials()));
            tellCaller(member);
            try (var sync = app.as(member).sync()) {
                devices(stage, member, identity, sync);
            }
            refused("the user pool's administration", "AccessDenied", () -> {
                try (var users = app.as(member).userPools()) {
                    return users.listUsers(request -> request.userPoolId(stage.userPool()));
                }
            });
        }
    }

    private void devices(Stage stage, AwsSessionCredentials member, String identity, CognitoSyncClient sync)
            throws Exception {
        String deviceA = narrator.step("device A registers", () -> register(sync, stage, identity));
        String deviceB = narrator.step("device B registers", () -> register(sync, stage, identity));
        for (String device : new String[] {deviceA, deviceB}) {
            sync.subscribeToDataset(request -> request.identityPoolId(stage.identityPool())
                    .identityId(identity)
                    .datasetName(DATASET)
                    .deviceId(device));
        }
        try (Device live = narrator.step(
                "device B opens its live connection",
                () -> Device.connect(
                        operator.endpoint(),
                        operator.region().id(),
                        member,
                        stage.identityPool(),
                        identity,
                        deviceB))) {
            narrator.step("device A writes a record", () -> write(sync, stage, identity, "dark", 0, deviceA));
            String push = narrator.step("device B is pushed the change", () -> live.nextPush(20));
            narrator.detail("push", push);
            var records = narrator.step("device B reads the new record", () -> read(sync, stage, identity)
                    .records());
            narrator.detail(
                    "record",
                    records.getFirst().key() + " = " + records.getFirst().value());
            refused(
                    "a write that knows only an older count",
                    "ResourceConflictException",
                    () -> write(sync, stage, identity, "light", 0, deviceB));
        }
    }

    private static String register(CognitoSyncClient sync, Stage stage, String identity) {
        return sync.registerDevice(request -> request.identityPoolId(stage.identityPool())
                        .identityId(identity)
                        .platform("LIVE")
                        .token(UUID.randomUUID().toString()))
                .deviceId();
    }

    private static software.amazon.awssdk.services.cognitosync.model.ListRecordsResponse read(
            CognitoSyncClient sync, Stage stage, String identity) {
        return sync.listRecords(request -> request.identityPoolId(stage.identityPool())
                .identityId(identity)
                .datasetName(DATASET));
    }

    private static Object write(
            CognitoSyncClient sync,
            Stage stage,
            String identity,
            String theme,
            long knownCount,
            @org.jspecify.annotations.Nullable String device) {
        String session = read(sync, stage, identity).syncSessionToken();
        return sync.updateRecords(request -> request.identityPoolId(stage.identityPool())
                .identityId(identity)
                .datasetName(DATASET)
                .syncSessionToken(session)
                .deviceId(device)
                .recordPatches(patch ->
                        patch.op(Operation.REPLACE).key("theme").value(theme).syncCount(knownCount)));
    }

    private void refused(String what, String error, Callable<?> deed) throws Exception {
        narrator.step("is refused " + what + ": " + error, () -> {
            try {
                deed.call();
            } catch (AwsServiceException e) {
                if (e.awsErrorDetails().errorCode().startsWith(error)) {
                    return null;
                }
                throw e;
            }
            throw new IllegalStateException("It was allowed " + what);
        });
    }

    private static Callable<Void> done(Runnable deed) {
        return () -> {
            deed.run();
            return null;
        };
    }
}
