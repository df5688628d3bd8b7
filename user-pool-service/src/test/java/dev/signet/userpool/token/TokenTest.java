package dev.signet.userpool.token;

import static dev.signet.userpool.Scene.PASSWORD;
import static dev.signet.userpool.Scene.attribute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import dev.signet.testkit.BackingServers;
import dev.signet.testkit.SignetClients;
import dev.signet.userpool.Scene;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AuthFlowType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NotAuthorizedException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.TimeUnitsType;

@QuarkusTest
@QuarkusTestResource(
        value = BackingServers.class,
        initArgs = @ResourceArg(name = "database", value = "signet_user_pool"))
class TokenTest {
    private static final String ISSUER = "http://localhost:8080/";

    @Test
    void givesAnIdTokenTheClaimsThatCognitoGives() throws Exception {
        Scene scene = Scene.make();
        var user = scene.someUser();

        Map<String, Object> claims = claims(scene.signIn(user.username()).idToken());

        assertThat(claims)
                .containsOnlyKeys(
                        "sub",
                        "aud",
                        "email",
                        "email_verified",
                        "token_use",
                        "auth_time",
                        "iss",
                        "cognito:username",
                        "exp",
                        "iat",
                        "jti",
                        "origin_jti",
                        "event_id")
                .containsEntry("sub", user.sub())
                .containsEntry("email_verified", true)
                .containsEntry("token_use", "id")
                .containsEntry("cognito:username", user.username())
                .containsEntry("iss", ISSUER + scene.poolId());
        assertThat(claims.get("aud")).isIn(scene.clientId(), List.of(scene.clientId()));
    }

    @Test
    void givesAnAccessTokenTheClaimsThatCognitoGives() throws Exception {
        Scene scene = Scene.make();
        var user = scene.someUser();

        Map<String, Object> claims =
                claims(scene.signInBySrp(user.username(), PASSWORD).accessToken());

        assertThat(claims)
                .containsOnlyKeys(
                        "sub",
                        "client_id",
                        "username",
                        "scope",
                        "token_use",
                        "auth_time",
                        "iss",
                        "exp",
                        "iat",
                        "jti",
                        "origin_jti",
                        "event_id")
                .containsEntry("client_id", scene.clientId())
                .containsEntry("username", user.username())
                .containsEntry("scope", "aws.cognito.signin.user.admin")
                .containsEntry("token_use", "access")
                .containsEntry("iss", ISSUER + scene.poolId());
    }

    @Test
    void signsEachKindWithItsOwnKeyOfThePoolsJwks() throws Exception {
        Scene scene = Scene.make();
        var result = scene.signIn(scene.someUser().username());

        var answer = get(scene.poolId() + "/.well-known/jwks.json");

        JWKSet keys = JWKSet.parse(answer.body());
        assertThat(keys.getKeys()).hasSize(2).allMatch(key -> !key.isPrivate());
        SignedJWT id = SignedJWT.parse(result.idToken());
        SignedJWT access = SignedJWT.parse(result.accessToken());
        assertThat(id.getHeader().getKeyID()).isNotEqualTo(access.getHeader().getKeyID());
        for (SignedJWT token : List.of(id, access)) {
            var key = keys.getKeyByKeyId(token.getHeader().getKeyID()).toRSAKey();
            assertThat(token.verify(new RSASSAVerifier(key))).isTrue();
        }
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
        assertThat(answer.headers().firstValue("Cache-Control").orElseThrow()).contains("max-age");
    }

    @Test
    void describesThePoolAsOpenIdProviderWhateverTheHostHeaderSays() throws Exception {
        Scene scene = Scene.make();

        var answer = get(scene.poolId() + "/.well-known/openid-configuration", "X-Forwarded-Host", "evil.example");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains("\"issuer\":\"" + ISSUER + scene.poolId() + "\"")
                .contains(scene.poolId() + "/.well-known/jwks.json")
                .doesNotContain("evil");
    }

    @Test
    void knowsNoKeysOfAPoolThatIsNotThere() throws Exception {
        Scene scene = Scene.make();
        scene.operator().deleteUserPool(r -> r.userPoolId(scene.poolId()));

        assertThat(get("us-east-1_nobodyhas/.well-known/jwks.json").statusCode())
                .isEqualTo(404);
        assertThat(get(scene.poolId() + "/.well-known/jwks.json").statusCode()).isEqualTo(404);
    }

    @Test
    void keepsTheSignInsTimeAndOriginOnRefresh() throws Exception {
        // Given
        Scene scene = Scene.make();
        var first = scene.signIn(scene.someUser().username());

        // When
        var second = scene.refresh(first.refreshToken());

        // Then
        Map<String, Object> before = claims(first.accessToken());
        Map<String, Object> after = claims(second.accessToken());
        for (String kept : new String[] {"auth_time", "origin_jti", "sub", "scope"}) {
            assertThat(after.get(kept)).isEqualTo(before.get(kept));
        }
        assertThat(after.get("jti")).isNotEqualTo(before.get("jti"));
        assertThat(second.refreshToken()).isNull();
        assertThat(first.refreshToken().split("\\.")).hasSize(5);
        assertThat(scene.initiate(AuthFlowType.REFRESH_TOKEN, Map.of("REFRESH_TOKEN", first.refreshToken()))
                        .authenticationResult()
                        .idToken())
                .isNotBlank();
    }

    @Test
    void livesAsLongAsTheClientSays() throws Exception {
        Scene scene = Scene.make(_ -> {}, client -> client.accessTokenValidity(10)
                .idTokenValidity(2)
                .tokenValidityUnits(
                        units -> units.accessToken(TimeUnitsType.MINUTES).idToken(TimeUnitsType.HOURS)));

        var result = scene.signIn(scene.someUser().username());

        assertThat(result.expiresIn()).isEqualTo(600);
        assertThat(life(result.accessToken())).isEqualTo(600);
        assertThat(life(result.idToken())).isEqualTo(7200);
    }

    @Test
    void leavesOutWhatTheClientMayNotRead() throws Exception {
        // Given
        Scene scene = Scene.make(
                pool -> pool.schema(
                        s -> s.name("level").attributeDataType("Number").mutable(true)),
                client ->
                        client.readAttributes("name", "custom:level").writeAttributes("email", "name", "custom:level"));
        scene.anybody().signUp(r -> r.clientId(scene.clientId())
                .username("alice")
                .password(PASSWORD)
                .userAttributes(
                        attribute("email", "alice@example.com"),
                        attribute("name", "Alice"),
                        attribute("custom:level", "7")));
        scene.operator().adminConfirmSignUp(r -> r.userPoolId(scene.poolId()).username("alice"));

        // When
        Map<String, Object> claims = claims(scene.signIn("alice").idToken());

        // Then
        assertThat(claims)
                .containsEntry("name", "Alice")
                .containsEntry("custom:level", "7")
                .doesNotContainKeys("email", "email_verified");
    }

    @Test
    void hasNoOriginWhereTokensCannotBeRevoked() throws Exception {
        Scene scene = Scene.make(_ -> {}, client -> client.enableTokenRevocation(false));
        var user = scene.someUser();

        var result = scene.signIn(user.username());

        assertThat(claims(result.accessToken())).doesNotContainKeys("jti", "origin_jti");
        assertThat(claims(result.idToken())).doesNotContainKeys("jti", "origin_jti");
        assertThat(scene.anybody()
                        .getUser(r -> r.accessToken(result.accessToken()))
                        .username())
                .isEqualTo(user.username());
        scene.anybody().globalSignOut(r -> r.accessToken(result.accessToken()));
        assertThatThrownBy(() -> scene.anybody().getUser(r -> r.accessToken(result.accessToken())))
                .isInstanceOf(NotAuthorizedException.class)
                .hasMessageContaining("Access Token has been revoked");
    }

    private static long life(String token) throws Exception {
        Map<String, Object> claims = claims(token);
        return (((Date) claims.get("exp")).getTime() - ((Date) claims.get("iat")).getTime()) / 1000;
    }

    private static Map<String, Object> claims(String token) throws Exception {
        return SignedJWT.parse(token).getJWTClaimsSet().getClaims();
    }

    private static HttpResponse<String> get(String path, String... headers) throws Exception {
        URI uri = SignetClients.underTest().endpoint().resolve("/" + path);
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).header("Origin", "https://app.example");
        if (headers.length > 0) {
            request.headers(headers);
        }
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
