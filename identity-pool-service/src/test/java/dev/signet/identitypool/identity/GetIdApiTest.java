package dev.signet.identitypool.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.identitypool.IdentityPoolTest;
import dev.signet.identitypool.fake.FakeIssuer;
import dev.signet.identitypool.fake.TestPool;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;
import software.amazon.awssdk.services.cognitoidentity.model.IdentityDescription;
import software.amazon.awssdk.services.cognitoidentity.model.NotAuthorizedException;
import software.amazon.awssdk.services.cognitoidentity.model.ResourceConflictException;
import software.amazon.awssdk.services.cognitoidentity.model.ResourceNotFoundException;

@IdentityPoolTest
class GetIdApiTest {
    private final FakeIssuer users = FakeIssuer.userPool();
    private final FakeIssuer others = FakeIssuer.userPool();
    private final TestPool pool = TestPool.of(users, others);

    @Test
    void givesEveryGuestAnIdentityOfItsOwn() {
        // When
        String first = pool.guest();
        String second = pool.guest();

        // Then
        assertThat(first).matches("us-east-1:[0-9a-f-]{36}").isNotEqualTo(second);
        assertThat(TestPool.loginsOf(first)).isEmpty();
    }

    @Test
    void refusesGuestsWhereThePoolDoes() {
        // Given
        TestPool closed = TestPool.with(it -> it.cognitoIdentityProviders(TestPool.clients(users)));

        // When / Then
        assertThatThrownBy(closed::guest)
                .isInstanceOf(NotAuthorizedException.class)
                .hasMessageContaining("Unauthenticated access is not supported for this identity pool.");
    }

    @Test
    void givesALoginTheSameIdentityWheneverItComes() {
        // When
        String first = pool.getId(Map.of(users.awsName(), users.token("alice")));
        String again = pool.getId(Map.of(users.awsName(), users.token("alice")));
        String somebodyElse = pool.getId(Map.of(users.awsName(), users.token("bob")));

        // Then
        assertThat(again).isEqualTo(first);
        assertThat(somebodyElse).isNotEqualTo(first);
        assertThat(TestPool.loginsOf(first)).containsExactly(users.awsName());
    }

    @Test
    void knowsAUserPoolByEitherOfItsNamesAndIssuers() {
        // When
        String byAwsName = pool.getId(Map.of(users.awsName(), users.token("alice")));
        String byPublicName = pool.getId(Map.of(users.name(), users.token("alice")));
        String byAwsIssuer = pool.getId(
                Map.of(users.awsName(), users.token("alice", claims -> claims.issuer("https://" + users.awsName()))));

        // Then
        assertThat(byPublicName).isEqualTo(byAwsName);
        assertThat(byAwsIssuer).isEqualTo(byAwsName);
    }

    @Test
    void keepsTheSameSubjectOfTwoProvidersApart() {
        // When
        String one = pool.getId(Map.of(users.awsName(), users.token("same-sub")));
        String two = pool.getId(Map.of(others.awsName(), others.token("same-sub")));

        // Then
        assertThat(one).isNotEqualTo(two);
    }

    @Test
    void keepsTheSameLoginInTwoPoolsApart() {
        // Given
        TestPool second = TestPool.of(users);

        // When
        String here = pool.getId(Map.of(users.awsName(), users.token("alice")));
        String there = second.getId(Map.of(users.awsName(), users.token("alice")));

        // Then
        assertThat(here).isNotEqualTo(there);
    }

    @Test
    void fiftyAtOnceGetOneIdentity() throws Exception {
        // Given
        String token = users.token("popular");
        CognitoIdentityClient client = TestPool.anonymous();

        // When
        Set<String> ids = new HashSet<>(inParallel(
                50, () -> client.getId(it -> it.identityPoolId(pool.id()).logins(Map.of(users.awsName(), token)))
                        .identityId()));

        // Then
        assertThat(ids).hasSize(1);
        assertThat(pool.identities())
                .extracting(IdentityDescription::identityId)
                .containsExactlyElementsOf(ids);
    }

    @Test
    void linksTheLoginsOfOneCall() {
        // When
        String both =
                pool.getId(Map.of(users.awsName(), users.token("alice"), others.awsName(), others.token("alice2")));

        // Then
        assertThat(pool.getId(Map.of(users.awsName(), users.token("alice")))).isEqualTo(both);
        assertThat(pool.getId(Map.of(others.awsName(), others.token("alice2")))).isEqualTo(both);
        assertThat(TestPool.loginsOf(both)).containsExactlyInAnyOrder(users.awsName(), others.awsName());
    }

    @Test
    void oneBadTokenAmongTwoChangesNothing() {
        // Given
        String good = users.token("alice");
        String bad = others.token("alice2", claims -> claims.audience("unlisted"));

        // When / Then
        assertThatThrownBy(() -> pool.getId(Map.of(users.awsName(), good, others.awsName(), bad)))
                .isInstanceOf(NotAuthorizedException.class)
                .hasMessageContaining("Token is not from a supported provider of this identity pool.");
        assertThat(pool.identities()).isEmpty();
    }

    @Test
    void refusesTwoUsersOfOneProvider() {
        assertThatThrownBy(() ->
                        pool.getId(Map.of(users.awsName(), users.token("alice"), users.name(), users.token("bob"))))
                .isInstanceOf(ResourceConflictException.class);
        assertThat(pool.identities()).isEmpty();
    }

    @Test
    void refusesAPoolOfAnotherAccount() {
        assertThatThrownBy(() -> TestPool.anonymous()
                        .getId(it -> it.identityPoolId(pool.id()).accountId("111111111111")))
                .isInstanceOf(ResourceNotFoundException.class);
        assertThat(TestPool.anonymous()
                        .getId(it -> it.identityPoolId(pool.id()).accountId("000000000000"))
                        .identityId())
                .isNotEmpty();
    }

    static <T> List<T> inParallel(int times, Callable<T> call) throws InterruptedException, ExecutionException {
        try (ExecutorService threads = Executors.newFixedThreadPool(times)) {
            List<Future<T>> answers = new ArrayList<>();
            for (int i = 0; i < times; i++) {
                answers.add(threads.submit(call));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> answer : answers) {
                results.add(answer.get());
            }
            return results;
        }
    }
}
