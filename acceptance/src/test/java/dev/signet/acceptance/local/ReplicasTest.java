package dev.signet.acceptance.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.acceptance.RunningSuite;
import dev.signet.local.demo.Device;
import dev.signet.testkit.SignetClients;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitosync.model.Operation;
import software.amazon.awssdk.services.sns.SnsClient;

/** Two processes of each service behind one gateway. */
class ReplicasTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    /** Between the calls of one client, so that what starts again has the processors. */
    private static final Duration PAUSE = Duration.ofMillis(50);

    private static final String OWN_DATA = """
            {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "cognito-sync:*", "Resource": "*"}}
            """;

    private static RunningSuite suite;
    private static LocalSignet signet;

    @BeforeAll
    static void up() {
        suite = RunningSuite.get();
        signet = suite.signet();
    }

    @Test
    void showsEachReplica() {
        // When
        LocalSignet.Ended status = LocalSignet.run(suite.data(), "status");

        // Then
        assertThat(status.said()).contains("sync ", "sync-2 ", "user-pool-2 ", "identity-pool-2 ", "notification-2 ");
        assertThat(signet.processes()).hasSize(11).allMatch(ProcessHandle::isAlive);
    }

    @Test
    void pushesToADeviceWhicheverReplicaHoldsItsConnection() throws Exception {
        // Given: of the two devices one is connected with the replica that does not handle the change
        Guest guest = guest();
        String first = device(guest);
        String second = device(guest);
        try (Device atFirst = connect(guest, "notification", first);
                Device atSecond = connect(guest, "notification-2", second)) {

            // When
            long count = write(guest);

            // Then
            assertThat(List.of(atFirst.nextPush(30), atSecond.nextPush(30)))
                    .allSatisfy(push -> assertThat(push).contains("\"syncCount\":" + count));
        }
    }

    @Test
    void losesNoRequestOfAClientThatRetriesWhileAReplicaOfEachServiceIsRestarted() throws Exception {
        // Given
        AtomicBoolean over = new AtomicBoolean();
        AtomicLong answered = new AtomicLong();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> calls = new ArrayList<>();
            for (Runnable call : calls()) {
                calls.add(callers.submit(() -> {
                    while (!over.get()) {
                        call.run();
                        answered.incrementAndGet();
                        Thread.sleep(PAUSE);
                    }
                    return null;
                }));
            }

            // When
            try {
                restart(List.of("user-pool", "identity-pool", "sync", "notification"));
            } finally {
                over.set(true);
            }

            // Then
            for (Future<?> call : calls) {
                call.get();
            }
            assertThat(answered).hasPositiveValue();
        }
    }

    /** Asks one replica of each service to end, and waits until it is back. */
    private static void restart(List<String> parts) {
        List<ProcessHandle> before = parts.stream().map(signet::part).toList();
        before.forEach(ProcessHandle::destroy);
        assertThat(LocalSignet.await(() -> before.stream().noneMatch(ProcessHandle::isAlive), Duration.ofSeconds(60)))
                .isTrue();
        assertThat(LocalSignet.await(() -> parts.stream().allMatch(ReplicasTest::isReady), Duration.ofMinutes(2)))
                .as(parts + " are back")
                .isTrue();
    }

    private static boolean isReady(String part) {
        try {
            URI health = signet.address(part).resolve("/q/health/ready");
            return HTTP.send(HttpRequest.newBuilder(health).build(), HttpResponse.BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Calls of each service, by clients with the SDK's own retries. */
    private static List<Runnable> calls() {
        Guest guest = guest();
        var users = retrying(CognitoIdentityProviderClient.builder());
        var identities = retrying(CognitoIdentityClient.builder());
        var notifications = retrying(SnsClient.builder());
        var sync = retrying(software.amazon.awssdk.services.cognitosync.CognitoSyncClient.builder());
        String pool = users.createUserPool(request -> request.poolName("rolling"))
                .userPool()
                .id();
        return List.of(
                () -> users.describeUserPool(request -> request.userPoolId(pool)),
                () -> identities.describeIdentityPool(request -> request.identityPoolId(guest.pool())),
                () -> sync.listDatasets(
                        request -> request.identityPoolId(guest.pool()).identityId(guest.identity())),
                notifications::listPlatformApplications);
    }

    private static <B extends AwsClientBuilder<B, C>, C> C retrying(B builder) {
        var operator = ProfileCredentialsProvider.builder()
                .profileFile(ProfileFile.builder()
                        .content(suite.data().resolve("operator-credentials"))
                        .type(ProfileFile.Type.CREDENTIALS)
                        .build())
                .build();
        return builder.endpointOverride(signet.address("gateway"))
                .region(Region.US_EAST_1)
                .credentialsProvider(operator)
                .build();
    }

    private record Guest(String pool, String identity, AwsSessionCredentials credentials) {
        SignetClients clients() {
            return SignetClients.at(signet.address("gateway")).as(credentials);
        }
    }

    private static Guest guest() {
        SignetClients operator = signet.operator();
        SignetClients anybody = SignetClients.at(signet.address("gateway"));
        String pool = operator.identityPools()
                .createIdentityPool(
                        request -> request.identityPoolName("replicas").allowUnauthenticatedIdentities(true))
                .identityPoolId();
        String name = "replicas-" + UUID.randomUUID();
        String trust = """
                {"Version": "2012-10-17", "Statement": {"Effect": "Allow",
                 "Principal": {"Federated": "cognito-identity.amazonaws.com"},
                 "Action": "sts:AssumeRoleWithWebIdentity",
                 "Condition": {"StringEquals": {"cognito-identity.amazonaws.com:aud": "%s"}}}}
                """.formatted(pool);
        String role = operator.iam()
                .createRole(request -> request.roleName(name).assumeRolePolicyDocument(trust))
                .role()
                .arn();
        operator.iam()
                .putRolePolicy(
                        request -> request.roleName(name).policyName("data").policyDocument(OWN_DATA));
        operator.identityPools()
                .setIdentityPoolRoles(request -> request.identityPoolId(pool).roles(Map.of("unauthenticated", role)));
        String identity = anybody.identityPools()
                .getId(request -> request.identityPoolId(pool))
                .identityId();
        var credentials = anybody.identityPools()
                .getCredentialsForIdentity(request -> request.identityId(identity))
                .credentials();
        return new Guest(
                pool,
                identity,
                AwsSessionCredentials.create(
                        credentials.accessKeyId(), credentials.secretKey(), credentials.sessionToken()));
    }

    private static String device(Guest guest) {
        var sync = guest.clients().sync();
        String device = sync.registerDevice(request -> request.identityPoolId(guest.pool())
                        .identityId(guest.identity())
                        .platform("LIVE")
                        .token(UUID.randomUUID().toString()))
                .deviceId();
        sync.subscribeToDataset(request -> request.identityPoolId(guest.pool())
                .identityId(guest.identity())
                .datasetName("shared")
                .deviceId(device));
        return device;
    }

    private static Device connect(Guest guest, String replica, String device) throws Exception {
        return Device.connect(
                signet.address(replica), "us-east-1", guest.credentials(), guest.pool(), guest.identity(), device);
    }

    private static long write(Guest guest) {
        var sync = guest.clients().sync();
        String session = sync.listRecords(request -> request.identityPoolId(guest.pool())
                        .identityId(guest.identity())
                        .datasetName("shared"))
                .syncSessionToken();
        return sync.updateRecords(request -> request.identityPoolId(guest.pool())
                        .identityId(guest.identity())
                        .datasetName("shared")
                        .syncSessionToken(session)
                        .recordPatches(patch ->
                                patch.op(Operation.REPLACE).key("k").value("v").syncCount(0L)))
                .records()
                .getFirst()
                .syncCount();
    }
}
