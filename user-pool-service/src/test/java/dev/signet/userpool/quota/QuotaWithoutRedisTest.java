package dev.signet.userpool.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.testkit.BackingServers;
import dev.signet.testkit.HungRedis;
import dev.signet.userpool.Scene;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NotAuthorizedException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.TooManyRequestsException;

/** The service while Redis hangs. */
@QuarkusTest
@TestProfile(QuotaWithoutRedisTest.Narrow.class)
@QuarkusTestResource(
        value = BackingServers.class,
        initArgs = @ResourceArg(name = "database", value = "signet_user_pool"))
@QuarkusTestResource(value = HungRedis.class, restrictToAnnotatedClass = true)
class QuotaWithoutRedisTest {
    private static final int GUESSES = 10;

    public static final class Narrow implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "signet.quotas.enabled",
                    "true",
                    "signet.quotas.user-list",
                    "1",
                    "signet.quotas.redis-timeout",
                    "250ms",
                    "signet.quotas.wrong-guesses-per-source",
                    String.valueOf(GUESSES));
        }
    }

    @Test
    void usersSignInAndCategoriesAreNotCounted() {
        Scene scene = Scene.make();
        var user = scene.someUser();

        assertThat(scene.signIn(user.username()).accessToken()).isNotBlank();
        assertThat(IntStream.range(0, 50).mapToObj(_ -> scene.operator()
                        .listUsers(r -> r.userPoolId(scene.poolId()))
                        .users()))
                .allSatisfy(users -> assertThat(users).hasSize(1));
    }

    @Test
    void guessesFromOneSourceAreLimitedAllTheSame() {
        Scene attacker = Scene.hiding().from("203.0.113.1");
        for (int i = 0; i < GUESSES; i++) {
            assertThatThrownBy(() -> attacker.tryPassword("user-" + UUID.randomUUID(), "Summer-2026!"))
                    .isInstanceOf(NotAuthorizedException.class);
        }

        assertThatThrownBy(() -> attacker.tryPassword("user-" + UUID.randomUUID(), "Summer-2026!"))
                .isInstanceOf(TooManyRequestsException.class);
    }
}
