package dev.signet.userpool.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.testkit.BackingServers;
import dev.signet.userpool.Scene;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.CodeMismatchException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ExpiredCodeException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.LimitExceededException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NotAuthorizedException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.TooManyRequestsException;

@QuarkusTest
@TestProfile(QuotaTest.Narrow.class)
@QuarkusTestResource(
        value = BackingServers.class,
        initArgs = @ResourceArg(name = "database", value = "signet_user_pool"))
class QuotaTest {
    private static final int GUESSES = 20;
    private static final int MAILS = 5;

    /** Small numbers, and an account of its own: other runs may share the Redis. */
    public static final class Narrow implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            Map<String, String> overrides = new HashMap<>();
            overrides.put("signet.quotas.enabled", "true");
            overrides.put(
                    "signet.account-id",
                    String.valueOf(ThreadLocalRandom.current().nextLong(100_000_000_000L, 1_000_000_000_000L)));
            for (String wide :
                    List.of("user-creation", "user-account-recovery", "user-pool-update", "user-pool-client-update")) {
                overrides.put("signet.quotas." + wide, "100000");
            }
            overrides.put("signet.quotas.user-list", "1");
            overrides.put("signet.quotas.user-pool-read", "0");
            overrides.put("signet.quotas.wrong-guesses-per-source", String.valueOf(GUESSES));
            overrides.put("signet.quotas.mails-per-source", String.valueOf(MAILS));
            overrides.put("signet.quotas.exempt-sources", "192.0.2.0/24");
            return overrides;
        }
    }

    @Test
    void refusesWhatACategoryHasNoMoreOfAndServesItAgain() throws Exception {
        Scene scene = Scene.make();

        List<Object> outcomes = atOnce(50, () -> scene.operator().listUsers(r -> r.userPoolId(scene.poolId())));

        assertThat(outcomes)
                .filteredOn(RuntimeException.class::isInstance)
                .isNotEmpty()
                .allSatisfy(refusal -> assertThat(refusal)
                        .asInstanceOf(InstanceOfAssertFactories.throwable(TooManyRequestsException.class))
                        .hasMessageContaining("Too many requests"));
        assertThat(Stream.generate(() -> outcome(() -> scene.operator().listUsers(r -> r.userPoolId(scene.poolId()))))
                        .limit(10_000)
                        .anyMatch(outcome -> !(outcome instanceof RuntimeException)))
                .isTrue();
    }

    @Test
    void countsTheCategoriesOfAllPoolsTogetherAndEachByItself() throws Exception {
        List<Scene> scenes = List.of(Scene.make(), Scene.make());

        List<Object> outcomes =
                atOnce(50, () -> scenes.get(ThreadLocalRandom.current().nextInt(2))
                        .operator()
                        .listUsers(r -> r.userPoolId(scenes.getFirst().poolId())));
        List<Object> unlimited = atOnce(50, () -> scenes.getFirst()
                .operator()
                .describeUserPool(r -> r.userPoolId(scenes.getFirst().poolId())));

        assertThat(outcomes).hasAtLeastOneElementOfType(TooManyRequestsException.class);
        assertThat(unlimited).noneMatch(RuntimeException.class::isInstance);
    }

    @Test
    void cutsTheSprayingOfOnePasswordOverManyUsersShort() throws Exception {
        // Given
        Scene scene = Scene.hiding();
        Scene attacker = scene.from("203.0.113.1");

        // When each user is tried once, the usual way and by the challenge's answer
        List<Object> outcomes = atOnce(150, () -> attacker.tryPassword("user-" + UUID.randomUUID(), "Summer-2026!"));

        // Then
        assertThat(outcomes)
                .filteredOn(NotAuthorizedException.class::isInstance)
                .hasSize(GUESSES);
        assertThat(outcomes)
                .filteredOn(TooManyRequestsException.class::isInstance)
                .hasSize(150 - GUESSES);
        assertThatThrownBy(() -> attacker.confirm("somebody", "123456")).isInstanceOf(TooManyRequestsException.class);
        assertThatThrownBy(() -> scene.from("203.0.113.2").tryPassword("somebody", "Summer-2026!"))
                .isInstanceOf(NotAuthorizedException.class);
    }

    @Test
    void doesNotCountWhatIsRight() {
        Scene scene = Scene.make().from("192.0.2.1");
        var user = scene.someUser();
        Scene office = scene.from("203.0.113.3");

        for (int i = 0; i < GUESSES + 5; i++) {
            assertThat(office.signIn(user.username()).accessToken()).isNotBlank();
            assertThat(office.signInBySrp(user.username(), Scene.PASSWORD).accessToken())
                    .isNotBlank();
        }
    }

    @Test
    void countsGuessedCodesAndProofsBySrp() {
        Scene scene = Scene.hiding().from("192.0.2.1");
        var user = scene.someUser();
        Scene attacker = scene.from("203.0.113.4");

        for (int i = 0; i < GUESSES / 2; i++) {
            String name = "nobody-" + i;
            assertThatThrownBy(() -> attacker.confirm(name, "123456"))
                    .isInstanceOfAny(CodeMismatchException.class, ExpiredCodeException.class);
            assertThatThrownBy(() -> attacker.signInBySrp(name, "Summer-2026!"))
                    .isInstanceOf(NotAuthorizedException.class);
        }

        assertThatThrownBy(() -> attacker.signInBySrp(user.username(), Scene.PASSWORD))
                .isInstanceOf(TooManyRequestsException.class);
    }

    @Test
    void neitherLimitsExemptSourcesNorBelievesAForgedOne() {
        Scene scene = Scene.hiding();
        // what a gateway appends counts, whatever the client wrote before it
        Scene forging = scene.from("192.0.2.9, 203.0.113.5");

        for (int i = 0; i < GUESSES; i++) {
            assertWrong(scene.from("192.0.2.9"));
            assertWrong(forging);
        }

        assertWrong(scene.from("192.0.2.9"));
        assertThatThrownBy(() -> forging.tryPassword("nobody", "Summer-2026!"))
                .isInstanceOf(TooManyRequestsException.class);
    }

    @Test
    void limitsTheMailsThatOneSourceMaySetOff() {
        // Given
        Scene scene = Scene.hiding();
        Scene attacker = scene.from("203.0.113.6");

        // When
        for (int i = 0; i < MAILS - 1; i++) {
            attacker.signUp("victim-" + UUID.randomUUID());
        }
        assertThatThrownBy(() -> attacker.anybody()
                        .signUp(r ->
                                r.clientId(scene.clientId()).username("victim").password("short")))
                .as("refused openly, no mail is sent and none counted")
                .isNotInstanceOf(LimitExceededException.class);
        attacker.anybody().forgotPassword(r -> r.clientId(scene.clientId()).username("nobody"));

        // Then
        assertThatThrownBy(() -> attacker.signUp("victim-" + UUID.randomUUID()))
                .isInstanceOf(LimitExceededException.class);
        assertThatThrownBy(() -> attacker.anybody().resendConfirmationCode(r -> r.clientId(scene.clientId())
                        .username("nobody")))
                .isInstanceOf(LimitExceededException.class);
        assertThat(scene.from("203.0.113.7").signUp("user-" + UUID.randomUUID()))
                .isNotBlank();
    }

    private static void assertWrong(Scene scene) {
        assertThatThrownBy(() -> scene.tryPassword("user-" + UUID.randomUUID(), "Summer-2026!"))
                .isInstanceOf(NotAuthorizedException.class);
    }

    private static Object outcome(Callable<Object> task) {
        try {
            return task.call();
        } catch (Exception e) {
            return e;
        }
    }

    private static List<Object> atOnce(int times, Callable<Object> task) throws InterruptedException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return threads
                    .invokeAll(IntStream.range(0, times)
                            .<Callable<Object>>mapToObj(_ -> () -> outcome(task))
                            .toList())
                    .stream()
                    .map(Future::resultNow)
                    .toList();
        }
    }
}
