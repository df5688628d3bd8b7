package dev.signet.local.demo;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ChallengeNameType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ExplicitAuthFlowsType;
import software.amazon.awssdk.services.cognitosync.CognitoSyncClient;
import software.amazon.awssdk.services.cognitosync.model.ListRecordsResponse;
import software.amazon.awssdk.services.cognitosync.model.Operation;

/**
 * The calls that the services are asked most, by a few clients for a while, so that JVMs that record learn which code is
 * hot. What the clients compute for SRP keeps them below the quotas of requests a second.
 */
public final class Practice {
    private static final int CLIENTS = 2;
    private static final int ROUNDS_PER_HASH = 10;
    private static final int DEVICES = 20;
    private static final String DATASET = "Settings";
    private static final String PASSWORD = "Correct-Horse-7";

    private final Clients operator;
    private final Clients app;
    private final Stage stage;
    private final String passwordClient;
    private final String login;

    private Practice(Clients operator) {
        this.operator = operator;
        this.app = operator.anonymous();
        String issuerHost = operator.endpoint().getAuthority();
        this.stage = Stage.set(operator, issuerHost);
        this.login = issuerHost + "/" + stage.userPool();
        try (var users = operator.userPools()) {
            this.passwordClient = users.createUserPoolClient(request -> request.userPoolId(stage.userPool())
                            .clientName("by password")
                            .explicitAuthFlows(ExplicitAuthFlowsType.ALLOW_USER_PASSWORD_AUTH))
                    .userPoolClient()
                    .clientId();
        }
    }

    /**
     * Practises for a while.
     *
     * @param endpoint the gateway's URL
     * @param credentialsFile the operator's credentials file
     */
    public static void run(URI endpoint, String region, Path credentialsFile, Duration time)
            throws InterruptedException, ExecutionException {
        var practice = new Practice(Clients.ofOperator(endpoint, Region.of(region), credentialsFile));
        practice.registerForPushes();
        Instant end = Instant.now().plus(time);
        List<Callable<Void>> clients = IntStream.range(0, CLIENTS)
                .<Callable<Void>>mapToObj(number -> () -> practice.practise("user-" + number, end))
                .toList();
        try (ExecutorService threads = Executors.newFixedThreadPool(CLIENTS)) {
            for (Future<Void> client : threads.invokeAll(clients)) {
                client.get();
            }
        }
        practice.stage.strike(practice.operator);
    }

    /** What is needed to push through a push service is made, found and taken away; nothing is sent. */
    private void registerForPushes() {
        try (var sns = operator.sns()) {
            String application = sns.createPlatformApplication(request -> request.name("practice")
                            .platform("GCM")
                            .attributes(Map.of("PlatformCredential", GoogleAccount.json())))
                    .platformApplicationArn();
            for (int device = 0; device < DEVICES; device++) {
                String token = "device-" + device;
                String endpoint = sns.createPlatformEndpoint(request ->
                                request.platformApplicationArn(application).token(token))
                        .endpointArn();
                sns.setEndpointAttributes(
                        request -> request.endpointArn(endpoint).attributes(Map.of("Enabled", "false")));
                sns.getEndpointAttributes(request -> request.endpointArn(endpoint));
            }
            sns.listEndpointsByPlatformApplication(request -> request.platformApplicationArn(application));
            sns.deletePlatformApplication(request -> request.platformApplicationArn(application));
        }
    }

    private Void practise(String user, Instant end) throws Exception {
        try (var users = app.userPools();
                var identities = app.identityPools()) {
            enrol(user);
            String token = signIn(users, user).idToken();
            String identity = identityOf(identities, Map.of(login, token));
            AwsSessionCredentials member = credentials(identities, identity, Map.of(login, token));
            try (var sync = app.as(member).sync();
                    var device = follow(sync, member, identity)) {
                for (int round = 0; Instant.now().isBefore(end); round++) {
                    AuthenticationResultType tokens = signIn(users, user);
                    Map<String, String> logins = Map.of(login, tokens.idToken());
                    use(users, tokens);
                    credentials(identities, identityOf(identities, logins), logins);
                    credentials(identities, identityOf(identities, Map.of()), Map.of());
                    write(sync, identity, round);
                    device.nextPush(20);
                    if (round % ROUNDS_PER_HASH == 0) {
                        signInByPassword(users, user);
                    }
                }
            }
        }
        return null;
    }

    private void enrol(String user) {
        try (var users = operator.userPools()) {
            users.adminCreateUser(
                    request -> request.userPoolId(stage.userPool()).username(user));
            users.adminSetUserPassword(request -> request.userPoolId(stage.userPool())
                    .username(user)
                    .password(PASSWORD)
                    .permanent(true));
        }
    }

    private AuthenticationResultType signIn(CognitoIdentityProviderClient users, String user) {
        SrpClient srp = new SrpClient(stage.userPool());
        var challenge = users.initiateAuth(request -> request.clientId(stage.client())
                .authFlow(AuthFlowType.USER_SRP_AUTH)
                .authParameters(Map.of("USERNAME", user, "SRP_A", srp.ephemeral())));
        var answer = srp.answer(challenge.challengeParameters(), PASSWORD, Instant.now());
        return users.respondToAuthChallenge(request -> request.clientId(stage.client())
                        .challengeName(ChallengeNameType.PASSWORD_VERIFIER)
                        .session(challenge.session())
                        .challengeResponses(answer))
                .authenticationResult();
    }

    private void signInByPassword(CognitoIdentityProviderClient users, String user) {
        users.initiateAuth(request -> request.clientId(passwordClient)
                .authFlow(AuthFlowType.USER_PASSWORD_AUTH)
                .authParameters(Map.of("USERNAME", user, "PASSWORD", PASSWORD)));
    }

    private void use(CognitoIdentityProviderClient users, AuthenticationResultType tokens) {
        users.getUser(request -> request.accessToken(tokens.accessToken()));
        users.initiateAuth(request -> request.clientId(stage.client())
                .authFlow(AuthFlowType.REFRESH_TOKEN_AUTH)
                .authParameters(Map.of("REFRESH_TOKEN", tokens.refreshToken())));
    }

    private String identityOf(CognitoIdentityClient identities, Map<String, String> logins) {
        return identities
                .getId(request -> request.identityPoolId(stage.identityPool()).logins(logins))
                .identityId();
    }

    private static AwsSessionCredentials credentials(
            CognitoIdentityClient identities, String identity, Map<String, String> logins) {
        var granted = identities
                .getCredentialsForIdentity(
                        request -> request.identityId(identity).logins(logins))
                .credentials();
        return AwsSessionCredentials.create(granted.accessKeyId(), granted.secretKey(), granted.sessionToken());
    }

    private Device follow(CognitoSyncClient sync, AwsSessionCredentials member, String identity) throws Exception {
        String device = sync.registerDevice(request -> request.identityPoolId(stage.identityPool())
                        .identityId(identity)
                        .platform("LIVE")
                        .token(UUID.randomUUID().toString()))
                .deviceId();
        sync.subscribeToDataset(request -> request.identityPoolId(stage.identityPool())
                .identityId(identity)
                .datasetName(DATASET)
                .deviceId(device));
        return Device.connect(
                operator.endpoint(), operator.region().id(), member, stage.identityPool(), identity, device);
    }

    private void write(CognitoSyncClient sync, String identity, int round) {
        ListRecordsResponse known = sync.listRecords(request -> request.identityPoolId(stage.identityPool())
                .identityId(identity)
                .datasetName(DATASET));
        long count = known.records().stream()
                .mapToLong(each -> each.syncCount())
                .findFirst()
                .orElse(0);
        sync.updateRecords(request -> request.identityPoolId(stage.identityPool())
                .identityId(identity)
                .datasetName(DATASET)
                .syncSessionToken(known.syncSessionToken())
                .recordPatches(patch -> patch.op(Operation.REPLACE)
                        .key("round")
                        .value(String.valueOf(round))
                        .syncCount(count)));
    }
}
