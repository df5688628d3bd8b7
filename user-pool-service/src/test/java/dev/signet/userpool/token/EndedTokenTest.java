package dev.signet.userpool.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.testkit.BackingServers;
import dev.signet.userpool.Rows;
import dev.signet.userpool.Scene;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NotAuthorizedException;

/** Tokens that end by time, or by what another replica did to their user. */
@QuarkusTest
@QuarkusTestResource(
        value = BackingServers.class,
        initArgs = @ResourceArg(name = "database", value = "signet_user_pool"))
class EndedTokenTest {
    @Inject
    RefreshTokens refreshTokens;

    @Inject
    SigningKeys signingKeys;

    @Test
    void refusesARefreshTokenAfterItsTime() {
        Scene scene = Scene.make();
        String token = scene.signIn(scene.someUser().username()).refreshToken();
        PoolKeys keys = signingKeys.of(scene.poolId()).await().atMost(Duration.ofSeconds(10));
        RefreshToken good = refreshTokens.open(keys, token).orElseThrow();

        String old = refreshTokens.seal(
                keys,
                new RefreshToken(
                        good.poolId(),
                        good.clientId(),
                        good.sub(),
                        good.origin(),
                        good.signedInAt(),
                        Instant.now().minusSeconds(1)));

        assertRefused(() -> scene.refresh(old), "Refresh Token has expired");
        assertRefused(() -> renew(scene, old), "Refresh Token has expired");
        assertThat(scene.refresh(token).accessToken()).isNotBlank();
    }

    @Test
    void servesNoDisabledUserEvenWhereTheClocksOfReplicasDiffer() {
        Scene scene = Scene.make();
        var user = scene.someUser();
        var tokens = scene.signIn(user.username());

        Rows.disable(user.sub());

        assertRefused(() -> scene.anybody().getUser(r -> r.accessToken(tokens.accessToken())), "User is disabled.");
        assertRefused(() -> scene.refresh(tokens.refreshToken()), "User is disabled.");
        assertRefused(() -> renew(scene, tokens.refreshToken()), "User is disabled.");
    }

    private static void renew(Scene scene, String refreshToken) {
        scene.anybody()
                .getTokensFromRefreshToken(r -> r.clientId(scene.clientId()).refreshToken(refreshToken));
    }

    private static void assertRefused(ThrowingCallable call, String words) {
        assertThatThrownBy(call).isInstanceOf(NotAuthorizedException.class).hasMessageContaining(words);
    }
}
