package dev.signet.userpool.replica;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.embedded.EmbeddedRedis;
import dev.signet.embedded.Ports;
import dev.signet.testkit.BackingServers;
import dev.signet.testkit.SignetClients;
import dev.signet.testkit.UserPoolFixture;
import dev.signet.userpool.srp.SrpClient;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.cognitoidentityprovider.CognitoIdentityProviderClient;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CognitoIdentityProviderException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.InitiateAuthResponse;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NotAuthorizedException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.TooManyRequestsException;

/** Two replicas of the service on one database and a Redis of their own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReplicasIT {
    private static final int GUESSES = 40;
    private static final String SIGNED_IN = "signed in";
    private static final String WRONG = "Wrong-Horse-9";

    private final BackingServers servers = new BackingServers();
    private final Vertx vertx = Vertx.vertx();
    private EmbeddedRedis redis;
    private String redisUrl;
    private List<Replica> replicas;

    @BeforeAll
    void startTwoReplicas() throws Exception {
        int port = Ports.free();
        redis = EmbeddedRedis.start(Files.createTempDirectory(Path.of("target"), "own-redis"), port, "pw");
        redisUrl = "redis://:pw@127.0.0.1:" + port;
        servers.init(Map.of("database", "signet_user_pool"));
        Map<String, String> configuration = new HashMap<>(servers.start());
        configuration.remove("quarkus.http.test-port");
        configuration.put("quarkus.redis.hosts", redisUrl);
        configuration.put("signet.quotas.user-authentication", "100000");
        configuration.put("signet.quotas.wrong-guesses-per-source", String.valueOf(GUESSES));
        configuration.put("signet.quotas.exempt-sources", "127.0.0.0/8");
        // a busy machine must not look like a Redis that is away
        configuration.put("signet.quotas.redis-timeout", "10s");
        replicas = List.of(new Replica(configuration), new Replica(configuration));
        awaitReady();
    }

    @AfterAll
    void stop() throws InterruptedException {
        for (Replica replica : replicas) {
            replica.close();
        }
        servers.stop();
        redis.stop();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void evaluateAtMostFiveOfTwoHundredWrongPasswordsAtOnceTogether() throws Exception {
        UserPoolFixture pool = UserPoolFixture.make(replicas.getFirst().clients());
        var user = pool.user();

        long start = System.nanoTime();
        List<String> answers = atOnce(200, i -> refusal(() -> tryPassword(pool, anybody(i), user.username(), WRONG)));

        // five, and one more for each lock that ended while a slow machine was still at it: after 1, 3, 7 ... seconds
        double seconds = (System.nanoTime() - start) / 1e9;
        int allowed = 5 + (int) (Math.log(seconds + 1) / Math.log(2));
        assertThat(answers)
                .filteredOn("Incorrect username or password."::equals)
                .hasSizeBetween(1, allowed);
        assertThat(answers).contains("Password attempts exceeded").doesNotContain(SIGNED_IN);
    }

    @Test
    void tellTheSameOfAUserWhoIsNotThereAlsoAfterARestart() throws Exception {
        UserPoolFixture pool = UserPoolFixture.make(replicas.getFirst().clients());
        pool.clients().operator().userPools().updateUserPoolClient(r -> r.userPoolId(pool.poolId())
                .clientId(pool.clientId())
                .explicitAuthFlowsWithStrings("ALLOW_USER_SRP_AUTH")
                .preventUserExistenceErrors("ENABLED"));
        var before = simulated(pool, 0);
        assertThat(simulated(pool, 1)).isEqualTo(before);

        restartAll();

        assertThat(simulated(pool, 0)).isEqualTo(before);
        assertThat(simulated(pool, 1)).isEqualTo(before);
    }

    @Test
    void keepRevocationsOverARestartAndAFlushOfRedis() throws Exception {
        // Given
        UserPoolFixture pool = UserPoolFixture.make(replicas.getFirst().clients());
        CognitoIdentityProviderClient operator = pool.clients().operator().userPools();
        List<AuthenticationResultType> ended = new ArrayList<>();
        for (Consumer<Ending> way : List.<Consumer<Ending>>of(
                it -> anybody(0).revokeToken(r -> r.clientId(pool.clientId()).token(it.tokens.refreshToken())),
                it -> anybody(0).globalSignOut(r -> r.accessToken(it.tokens.accessToken())),
                it -> operator.adminUserGlobalSignOut(
                        r -> r.userPoolId(pool.poolId()).username(it.username)),
                it -> operator.adminDisableUser(r -> r.userPoolId(pool.poolId()).username(it.username)),
                it -> operator.adminSetUserPassword(r -> r.userPoolId(pool.poolId())
                        .username(it.username)
                        .password("Another-Horse-9")
                        .permanent(true)))) {
            var user = pool.user();
            var ending = new Ending(user.username(), pool.signIn(user));
            assertThat(anybody(1)
                            .getUser(r -> r.accessToken(ending.tokens.accessToken()))
                            .username())
                    .isEqualTo(user.username());
            way.accept(ending);
            ended.add(ending.tokens);
        }
        var standing = pool.signIn(pool.user());
        ended.forEach(tokens -> assertRefusedEverywhere(pool, tokens));

        // When
        flushRedis();

        // Then
        ended.forEach(tokens -> assertRefusedEverywhere(pool, tokens));

        // When
        restartAll();

        // Then
        ended.forEach(tokens -> assertRefusedEverywhere(pool, tokens));
        assertThat(anybody(1)
                        .getUser(r -> r.accessToken(standing.accessToken()))
                        .username())
                .isNotBlank();
    }

    @Test
    void limitTheGuessesOfOneSourceTogetherAndNearlySoAfterAFlushOfRedis() throws Exception {
        UserPoolFixture pool = UserPoolFixture.make(replicas.getFirst().clients());
        List<CognitoIdentityProviderClient> attacker = replicas.stream()
                .map(replica -> replica.clients()
                        .sending("X-Forwarded-For", "203.0.113.9")
                        .userPools())
                .toList();

        List<String> answers = atOnce(3 * GUESSES, i -> refusal(() -> guess(pool, attacker.get(i % 2))));
        flushRedis();
        List<String> after = atOnce(6 * GUESSES, i -> refusal(() -> guess(pool, attacker.get(i % 2))));

        assertThat(answers).filteredOn("Too many requests"::equals).hasSize(2 * GUESSES);
        assertThat(answers.size() + after.size() - tooMany(answers) - tooMany(after))
                .as("each replica remembers what it has seen itself")
                .isBetween(GUESSES, 2 * GUESSES);
        assertThatThrownBy(() -> guess(pool, attacker.getFirst())).isInstanceOf(TooManyRequestsException.class);
    }

    private record Ending(String username, AuthenticationResultType tokens) {}

    private void assertRefusedEverywhere(UserPoolFixture pool, AuthenticationResultType tokens) {
        for (int i = 0; i < replicas.size(); i++) {
            CognitoIdentityProviderClient anybody = anybody(i);
            assertThatThrownBy(() -> anybody.getUser(r -> r.accessToken(tokens.accessToken())))
                    .isInstanceOf(NotAuthorizedException.class)
                    .hasMessageContaining("Access Token has been revoked");
            assertThatThrownBy(() -> anybody.initiateAuth(r -> r.clientId(pool.clientId())
                            .authFlow(AuthFlowType.REFRESH_TOKEN_AUTH)
                            .authParameters(Map.of("REFRESH_TOKEN", tokens.refreshToken()))))
                    .isInstanceOf(NotAuthorizedException.class);
        }
    }

    private Map<String, String> simulated(UserPoolFixture pool, int replica) {
        var answer = anybody(replica).initiateAuth(r -> r.clientId(pool.clientId())
                .authFlow(AuthFlowType.USER_SRP_AUTH)
                .authParameters(Map.of("USERNAME", "nobody", "SRP_A", new SrpClient().srpA())));
        Map<String, String> told = answer.challengeParameters();
        return Map.of("SALT", told.get("SALT"), "USER_ID_FOR_SRP", told.get("USER_ID_FOR_SRP"));
    }

    private static InitiateAuthResponse guess(UserPoolFixture pool, CognitoIdentityProviderClient attacker) {
        return tryPassword(pool, attacker, "user-" + UUID.randomUUID(), WRONG);
    }

    private static InitiateAuthResponse tryPassword(
            UserPoolFixture pool, CognitoIdentityProviderClient anybody, String username, String password) {
        return anybody.initiateAuth(r -> r.clientId(pool.clientId())
                .authFlow(AuthFlowType.USER_PASSWORD_AUTH)
                .authParameters(Map.of("USERNAME", username, "PASSWORD", password)));
    }

    private CognitoIdentityProviderClient anybody(int i) {
        SignetClients clients = replicas.get(i % replicas.size()).clients();
        return clients.userPools();
    }

    private void restartAll() throws InterruptedException {
        for (Replica replica : replicas) {
            replica.restart();
        }
        awaitReady();
    }

    private void awaitReady() throws InterruptedException {
        for (Replica replica : replicas) {
            replica.awaitReady();
        }
    }

    private void flushRedis() {
        Redis client = Redis.createClient(vertx, redisUrl);
        client.send(Request.cmd(Command.FLUSHALL))
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        client.close();
    }

    private static int tooMany(List<String> answers) {
        return (int) answers.stream().filter("Too many requests"::equals).count();
    }

    private static String refusal(Callable<?> call) {
        try {
            call.call();
            return SIGNED_IN;
        } catch (CognitoIdentityProviderException e) {
            return e.awsErrorDetails().errorMessage();
        } catch (SdkClientException e) {
            return "no answer in time";
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private interface Numbered {
        String call(int i);
    }

    private static List<String> atOnce(int times, Numbered task) throws InterruptedException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return threads
                    .invokeAll(IntStream.range(0, times)
                            .<Callable<String>>mapToObj(i -> () -> task.call(i))
                            .toList())
                    .stream()
                    .map(Future::resultNow)
                    .toList();
        }
    }
}
