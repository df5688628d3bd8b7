package dev.signet.userpool.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.testkit.BackingServers;
import dev.signet.testkit.SignetClients;
import dev.signet.userpool.Scene;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthenticationResultType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NotAuthorizedException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.ResourceNotFoundException;

@QuarkusTest
@QuarkusTestResource(
        value = BackingServers.class,
        initArgs = @ResourceArg(name = "database", value = "signet_user_pool"))
class TokensFromRefreshTokenTest {
    private static AuthenticationResultType renew(String client, String refreshToken, @Nullable String secret) {
        return SignetClients.underTest()
                .userPools()
                .getTokensFromRefreshToken(request ->
                        request.clientId(client).refreshToken(refreshToken).clientSecret(secret))
                .authenticationResult();
    }

    @Test
    void givesNewTokensAndKeepsTheRefreshToken() {
        Scene scene = Scene.make();
        AuthenticationResultType first = scene.signIn(scene.someUser().username());

        AuthenticationResultType second = renew(scene.clientId(), first.refreshToken(), null);

        assertThat(second.accessToken()).isNotBlank().isNotEqualTo(first.accessToken());
        assertThat(second.idToken()).isNotBlank().isNotEqualTo(first.idToken());
        assertThat(second.refreshToken()).isNull();
        assertThat(renew(scene.clientId(), first.refreshToken(), null).accessToken())
                .isNotBlank();
    }

    @Test
    void refusesARevokedRefreshToken() {
        Scene scene = Scene.make();
        AuthenticationResultType tokens = scene.signIn(scene.someUser().username());
        SignetClients.underTest().userPools().revokeToken(request -> request.clientId(scene.clientId())
                .token(tokens.refreshToken()));

        assertThatThrownBy(() -> renew(scene.clientId(), tokens.refreshToken(), null))
                .isInstanceOf(NotAuthorizedException.class)
                .hasMessageContaining("revoked");
    }

    @Test
    void refusesARefreshTokenOfAnotherClientAndAForgedOne() {
        Scene scene = Scene.make();
        Scene other = scene.withClient(_ -> {});
        AuthenticationResultType tokens = scene.signIn(scene.someUser().username());

        assertThatThrownBy(() -> renew(other.clientId(), tokens.refreshToken(), null))
                .isInstanceOf(NotAuthorizedException.class)
                .hasMessageContaining("Invalid Refresh Token");
        assertThatThrownBy(() -> renew(scene.clientId(), tokens.accessToken(), null))
                .isInstanceOf(NotAuthorizedException.class)
                .hasMessageContaining("Invalid Refresh Token");
    }

    @Test
    void refusesAClientThatDoesNotProveItsSecret() {
        Scene scene = Scene.make().withSecret();
        AuthenticationResultType tokens = scene.signIn(scene.someUser().username());

        assertThatThrownBy(() -> renew(scene.clientId(), tokens.refreshToken(), null))
                .isInstanceOf(NotAuthorizedException.class)
                .hasMessageContaining("Unable to verify client secret");
        assertThatThrownBy(() -> renew(scene.clientId(), tokens.refreshToken(), "x".repeat(30)))
                .isInstanceOf(NotAuthorizedException.class);
        assertThat(renew(scene.clientId(), tokens.refreshToken(), scene.secret())
                        .accessToken())
                .isNotBlank();
    }

    @Test
    void refusesAnUnknownClient() {
        assertThatThrownBy(() -> renew("absentabsentabsentabsent12", "x", null))
                .isInstanceOf(ResourceNotFoundException.class);
    }
}
