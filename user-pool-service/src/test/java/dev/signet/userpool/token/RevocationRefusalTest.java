package dev.signet.userpool.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.testkit.BackingServers;
import dev.signet.userpool.Scene;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UnauthorizedException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UnsupportedOperationException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UnsupportedTokenTypeException;

/** Whoever may not revoke a token is told so by AWS's words, and the token stays good. */
@QuarkusTest
@QuarkusTestResource(
        value = BackingServers.class,
        initArgs = @ResourceArg(name = "database", value = "signet_user_pool"))
class RevocationRefusalTest {
    @Test
    void refusesAClientThatDoesNotProveItsSecret() {
        Scene scene = Scene.make().withSecret();
        String username = scene.someUser().username();
        String token = scene.signIn(username).refreshToken();

        for (String secret : new String[] {null, scene.secret().toUpperCase(Locale.ROOT)}) {
            assertThatThrownBy(() -> scene.anybody().revokeToken(r -> r.clientId(scene.clientId())
                            .clientSecret(secret)
                            .token(token)))
                    .isInstanceOf(UnauthorizedException.class)
                    .hasMessageContaining("Invalid client");
        }
        assertThat(scene.anybody()
                        .getTokensFromRefreshToken(r -> r.clientId(scene.clientId())
                                .clientSecret(scene.secret())
                                .refreshToken(token))
                        .authenticationResult()
                        .accessToken())
                .isNotEmpty();
    }

    @Test
    void refusesATokenOfAnotherClient() {
        Scene scene = Scene.make();
        String token = scene.signIn(scene.someUser().username()).refreshToken();
        Scene other = scene.withClient(_ -> {});

        assertThatThrownBy(() -> revoke(other, token))
                .isInstanceOf(UnauthorizedException.class)
                .hasMessageContaining("The token was not issued to this client");
        assertThat(scene.refresh(token).accessToken()).isNotEmpty();
    }

    @Test
    void refusesWhereTheClientHasRevocationOff() {
        Scene scene = Scene.make(_ -> {}, client -> client.enableTokenRevocation(false));
        String token = scene.signIn(scene.someUser().username()).refreshToken();

        assertThatThrownBy(() -> revoke(scene, token))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("Token revocation is not enabled for this client");
        assertThat(scene.refresh(token).accessToken()).isNotEmpty();
    }

    @Test
    void refusesAccessAndIdTokens() {
        Scene scene = Scene.make();
        var tokens = scene.signIn(scene.someUser().username());

        for (String token : new String[] {tokens.accessToken(), tokens.idToken()}) {
            assertThatThrownBy(() -> revoke(scene, token))
                    .isInstanceOf(UnsupportedTokenTypeException.class)
                    .hasMessageContaining("Only refresh tokens can be revoked");
        }
        assertThat(scene.anybody()
                        .getUser(r -> r.accessToken(tokens.accessToken()))
                        .username())
                .isNotEmpty();
    }

    private static void revoke(Scene scene, String token) {
        scene.anybody().revokeToken(r -> r.clientId(scene.clientId()).token(token));
    }
}
