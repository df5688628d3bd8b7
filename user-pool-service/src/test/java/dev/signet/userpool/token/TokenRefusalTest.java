package dev.signet.userpool.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import dev.signet.testkit.BackingServers;
import dev.signet.testkit.SignetClients;
import dev.signet.userpool.Scene;
import dev.signet.userpool.token.PoolKey.Use;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NotAuthorizedException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UnauthorizedException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UnsupportedOperationException;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UnsupportedTokenTypeException;

@QuarkusTest
@QuarkusTestResource(
        value = BackingServers.class,
        initArgs = @ResourceArg(name = "database", value = "signet_user_pool"))
class TokenRefusalTest {
    // forged tokens

    @Test
    void refusesTokensWithoutASignature() throws Exception {
        Scene scene = Scene.make();
        String token = scene.signIn(scene.someUser().username()).accessToken();
        String[] parts = token.split("\\.");

        for (String alg : new String[] {"none", "None", "NONE", "nOnE"}) {
            String header = encoded("{\"alg\":\"" + alg + "\"}");
            assertInvalid(scene, header + "." + parts[1] + ".");
            assertInvalid(scene, header + "." + parts[1] + "." + parts[2]);
        }
        assertInvalid(scene, parts[0] + "." + parts[1] + ".");
        assertInvalid(scene, parts[0] + "." + parts[1]);
    }

    @Test
    void refusesTokensSignedWithThePublicKeyAsASecret() throws Exception {
        // Given
        Scene scene = Scene.make();
        String token = scene.signIn(scene.someUser().username()).accessToken();
        JWSObject real = JWSObject.parse(token);
        RSAKey key = publicKey(scene, real.getHeader().getKeyID());

        // Then
        byte[][] forms = {
            key.toRSAPublicKey().getEncoded(),
            key.toJSONString().getBytes(StandardCharsets.UTF_8),
            ("-----BEGIN PUBLIC KEY-----\n"
                            + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.UTF_8))
                                    .encodeToString(key.toRSAPublicKey().getEncoded())
                            + "\n-----END PUBLIC KEY-----\n")
                    .getBytes(StandardCharsets.UTF_8),
        };
        for (byte[] secret : forms) {
            JWSObject forged = new JWSObject(
                    new JWSHeader.Builder(JWSAlgorithm.HS256)
                            .keyID(key.getKeyID())
                            .build(),
                    real.getPayload());
            forged.sign(new MACSigner(secret));
            assertInvalid(scene, forged.serialize());
        }
    }

    @Test
    void takesNoKeyFromTheTokenItself() throws Exception {
        // Given
        Scene scene = Scene.make();
        Payload payload = JWSObject.parse(
                        scene.signIn(scene.someUser().username()).accessToken())
                .getPayload();
        RSAKey own = new RSAKeyGenerator(2048).generate();
        String kid = PoolKeyring.of(scene.poolId(), Use.ACCESS).kid();

        // Then
        for (String named : new String[] {kid, "../../etc/passwd", "' or 1=1 --", "", "x".repeat(8000)}) {
            JWSObject forged = new JWSObject(
                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                            .keyID(named)
                            .jwk(own.toPublicJWK())
                            .jwkURL(URI.create("http://127.0.0.1:1/jwks.json"))
                            .build(),
                    payload);
            forged.sign(new RSASSASigner(own));
            assertInvalid(scene, forged.serialize());
        }
    }

    @Test
    void refusesSignaturesOfOtherAlgorithms() throws Exception {
        // Given
        Scene scene = Scene.make();
        String token = scene.signIn(scene.someUser().username()).accessToken();
        String[] parts = token.split("\\.");
        String kid = PoolKeyring.of(scene.poolId(), Use.ACCESS).kid();

        // Then
        for (String alg : new String[] {"ES256", "ES384", "ES256K", "EdDSA", "PS256", "RS384", "RS512"}) {
            String header = encoded("{\"alg\":\"" + alg + "\",\"kid\":\"" + kid + "\"}");
            assertInvalid(scene, header + "." + parts[1] + "." + parts[2]);
            for (int length : new int[] {1, 64, 96, 256}) {
                assertInvalid(scene, header + "." + parts[1] + "." + Base64URL.encode(new byte[length]));
            }
        }
    }

    @Test
    void refusesAClaimThatStandsTwice() {
        Scene scene = Scene.make();
        String claims = new Claims(scene, scene.someUser().sub())
                .with(
                        "\"username\":\"x\"",
                        "\"username\":\"x\",\"sub\":\"" + scene.someUser().sub() + "\"");

        assertInvalid(scene, PoolKeyring.of(scene.poolId(), Use.ACCESS).sign(claims));
    }

    @Test
    void refusesOtherSpellingsOfAToken() throws Exception {
        Scene scene = Scene.make();
        String token = scene.signIn(scene.someUser().username()).accessToken();
        String[] parts = token.split("\\.");

        assertInvalid(scene, token + "=");
        assertInvalid(scene, parts[0] + ".." + parts[1] + "." + parts[2]);
        assertInvalid(scene, token.substring(0, token.length() - 1));
        assertInvalid(scene, token + ".AAAA");
        assertInvalid(scene, parts[0] + "." + parts[1] + "." + respelled(parts[2]));
    }

    /** Another last character with the same bits of the signature: a lenient decoder reads it as the same. */
    private static String respelled(String part) {
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        int last = alphabet.indexOf(part.charAt(part.length() - 1));
        String other = part.substring(0, part.length() - 1) + alphabet.charAt(last + 1);
        assertThat(Arrays.equals(new Base64URL(part).decode(), new Base64URL(other).decode()))
                .isTrue();
        return other;
    }

    @Test
    void holdsEvenItsOwnSignatureToEveryClaim() {
        // Given
        Scene scene = Scene.make();
        var user = scene.someUser();
        PoolKeyring keys = PoolKeyring.of(scene.poolId(), Use.ACCESS);
        Claims good = new Claims(scene, user.sub());
        assertThat(getUser(scene, keys.sign(good.with("", "")))).isEqualTo(user.username());

        // Then
        long past = Instant.now().getEpochSecond() - 1;
        assertRefused(scene, keys.sign(good.with("\"exp\":EXP", "\"exp\":" + past)), "Access Token has expired");
        assertInvalid(scene, keys.sign(good.with("\"exp\":EXP,", "")));
        assertInvalid(scene, keys.sign(good.with("\"iat\":IAT,", "")));
        assertInvalid(scene, keys.sign(good.with("\"iat\":IAT", "\"iat\":\"IAT\"")));
        assertInvalid(scene, keys.sign(good.with("\"exp\":EXP", "\"exp\":\"EXP\"")));
        assertInvalid(scene, keys.sign(good.with("\"token_use\":\"access\"", "\"token_use\":\"id\"")));
        assertInvalid(scene, keys.sign(good.with("\"token_use\":\"access\",", "")));
        assertInvalid(
                scene, keys.sign(good.with("\"iss\":\"http://localhost:8080/", "\"iss\":\"https://evil.example/")));
        assertInvalid(scene, keys.sign(good.with("8080/", "8080/\\u0000")));
        assertInvalid(scene, keys.sign("[]"));
        assertRefused(
                scene,
                keys.sign(good.with("aws.cognito.signin.user.admin", "openid email")),
                "Access Token does not have required scopes");
        for (String time : new String[] {"-1", "1e400", "1e-400", "null", "true"}) {
            assertThatThrownBy(() -> getUser(scene, keys.sign(good.with("\"exp\":EXP", "\"exp\":" + time))))
                    .isInstanceOf(NotAuthorizedException.class);
        }
    }

    @Test
    void letsATokenBeginNoLaterThanClocksOfReplicasDiffer() {
        // Given
        Scene scene = Scene.make();
        var user = scene.someUser();
        PoolKeyring keys = PoolKeyring.of(scene.poolId(), Use.ACCESS);
        Claims good = new Claims(scene, user.sub());
        long soon = Instant.now().getEpochSecond() + 30;
        long later = soon + 600;

        // Then
        for (String begin : new String[] {"\"iat\":", "\"iat\":IAT,\"nbf\":"}) {
            assertThat(getUser(scene, keys.sign(good.with("\"iat\":IAT", begin + soon))))
                    .isEqualTo(user.username());
            assertInvalid(scene, keys.sign(good.with("\"iat\":IAT", begin + later)));
        }
        assertInvalid(scene, keys.sign(good.with("\"iat\":IAT", "\"iat\":IAT,\"nbf\":\"IAT\"")));
    }

    @Test
    void refusesAnotherPoolsTokenAndKey() {
        Scene scene = Scene.make();
        var user = scene.someUser();
        Scene other = Scene.make();
        PoolKeyring foreign = PoolKeyring.of(other.poolId(), Use.ACCESS);

        assertInvalid(scene, foreign.sign(new Claims(scene, user.sub()).with("", "")));
        assertThatThrownBy(() -> getUser(
                        scene,
                        foreign.sign(new Claims(scene, user.sub())
                                .with("8080/" + scene.poolId(), "8080/" + other.poolId()))))
                .isInstanceOf(NotAuthorizedException.class);
    }

    @Test
    void refusesAnIdTokenOrARefreshTokenInPlaceOfAnAccessToken() {
        Scene scene = Scene.make();
        var result = scene.signIn(scene.someUser().username());

        assertInvalid(scene, result.idToken());
        assertInvalid(scene, result.refreshToken());
    }

    // tokens that were ended

    @Test
    void endsAllSessionsByGlobalSignOut() {
        // Given
        Scene scene = Scene.make();
        var user = scene.someUser();
        var first = scene.signIn(user.username());
        var second = scene.signIn(user.username());

        // When
        scene.anybody().globalSignOut(r -> r.accessToken(first.accessToken()));

        // Then
        for (var ended : List.of(first, second)) {
            assertRefused(scene, ended.accessToken(), "Access Token has been revoked");
            assertThatThrownBy(() -> scene.refresh(ended.refreshToken()))
                    .isInstanceOf(NotAuthorizedException.class)
                    .hasMessageContaining("Refresh Token has been revoked");
        }
        assertThat(getUser(scene, scene.signIn(user.username()).accessToken())).isEqualTo(user.username());
    }

    @Test
    void endsSessionsWhenTheUserIsDisabledDeletedOrSignedOutByTheOperator() {
        Scene scene = Scene.make();
        var signedOut = scene.someUser();
        var disabled = scene.someUser();
        var deleted = scene.someUser();
        var ofSignedOut = scene.signIn(signedOut.username());
        var ofDisabled = scene.signIn(disabled.username());
        var ofDeleted = scene.signIn(deleted.username());

        scene.operator()
                .adminUserGlobalSignOut(r -> r.userPoolId(scene.poolId()).username(signedOut.username()));
        scene.operator().adminDisableUser(r -> r.userPoolId(scene.poolId()).username(disabled.username()));
        scene.operator().adminDeleteUser(r -> r.userPoolId(scene.poolId()).username(deleted.username()));

        for (var ended : List.of(ofSignedOut, ofDisabled, ofDeleted)) {
            assertThatThrownBy(() -> getUser(scene, ended.accessToken())).isInstanceOf(NotAuthorizedException.class);
            assertThatThrownBy(() -> scene.refresh(ended.refreshToken())).isInstanceOf(NotAuthorizedException.class);
        }
    }

    @Test
    void revokesOneSignInAndLeavesTheOthers() {
        // Given
        Scene scene = Scene.make();
        var user = scene.someUser();
        var revoked = scene.signIn(user.username());
        String refreshed = scene.refresh(revoked.refreshToken()).accessToken();
        var other = scene.signIn(user.username());

        // When
        scene.anybody().revokeToken(r -> r.clientId(scene.clientId()).token(revoked.refreshToken()));
        scene.anybody().revokeToken(r -> r.clientId(scene.clientId()).token(revoked.refreshToken()));

        // Then
        assertRefused(scene, revoked.accessToken(), "Access Token has been revoked");
        assertRefused(scene, refreshed, "Access Token has been revoked");
        assertThatThrownBy(() -> scene.refresh(revoked.refreshToken()))
                .hasMessageContaining("Refresh Token has been revoked");
        assertThat(getUser(scene, other.accessToken())).isEqualTo(user.username());
        assertThat(scene.refresh(other.refreshToken()).accessToken()).isNotBlank();
    }

    @Test
    void revokesOnlyRefreshTokensOfTheClientThatAsks() {
        // Given
        Scene scene = Scene.make();
        var result = scene.signIn(scene.someUser().username());
        Scene otherClient = scene.withClient(_ -> {});
        Scene confidential = scene.withSecret();
        Scene unrevocable = scene.withClient(client -> client.enableTokenRevocation(false));

        // Then
        assertThatThrownBy(() -> revoke(scene, result.accessToken(), null))
                .isInstanceOf(UnsupportedTokenTypeException.class);
        assertThatThrownBy(() -> revoke(otherClient, result.refreshToken(), null))
                .isInstanceOf(UnauthorizedException.class);
        assertThatThrownBy(() -> revoke(confidential, result.refreshToken(), null))
                .isInstanceOf(UnauthorizedException.class);
        assertThatThrownBy(() -> revoke(confidential, result.refreshToken(), "x".repeat(52)))
                .isInstanceOf(UnauthorizedException.class);
        assertThatThrownBy(() -> revoke(unrevocable, result.refreshToken(), null))
                .isInstanceOf(UnsupportedOperationException.class);
        revoke(scene, "some.thing.that.is.nothing", null);
        assertThat(scene.refresh(result.refreshToken()).accessToken()).isNotBlank();
    }

    @Test
    void refusesARefreshTokenOfAnotherClientOrPoolOrNone() {
        Scene scene = Scene.make();
        var result = scene.signIn(scene.someUser().username());

        for (Scene other : new Scene[] {scene.withClient(_ -> {}), Scene.make()}) {
            assertThatThrownBy(() -> other.refresh(result.refreshToken()))
                    .isInstanceOf(NotAuthorizedException.class)
                    .hasMessageContaining("Invalid Refresh Token");
        }
        for (String none : new String[] {result.accessToken(), result.refreshToken() + "A", "a.b.c.d.e", "x"}) {
            assertThatThrownBy(() -> scene.refresh(none))
                    .isInstanceOf(NotAuthorizedException.class)
                    .hasMessageContaining("Invalid Refresh Token");
        }
    }

    private static void revoke(Scene scene, String token, String secret) {
        scene.anybody()
                .revokeToken(r -> r.clientId(scene.clientId()).token(token).clientSecret(secret));
    }

    private static String getUser(Scene scene, String accessToken) {
        return scene.anybody().getUser(r -> r.accessToken(accessToken)).username();
    }

    private static void assertInvalid(Scene scene, String token) {
        assertThatThrownBy(() -> getUser(scene, token))
                .isInstanceOf(NotAuthorizedException.class)
                .hasMessageContaining("Invalid Access Token");
    }

    private static void assertRefused(Scene scene, String token, String message) {
        assertThatThrownBy(() -> getUser(scene, token))
                .isInstanceOf(NotAuthorizedException.class)
                .hasMessageContaining(message);
    }

    private static String encoded(String json) {
        return Base64URL.encode(json).toString();
    }

    private static RSAKey publicKey(Scene scene, String kid) throws Exception {
        var uri = SignetClients.underTest().endpoint().resolve("/" + scene.poolId() + "/.well-known/jwks.json");
        return JWKSet.load(uri.toURL()).getKeyByKeyId(kid).toRSAKey();
    }

    /** The claims of a good access token, and of one that differs in a single place. */
    private record Claims(Scene scene, String sub) {
        String with(String from, String to) {
            String claims = """
                    {"token_use":"access","iss":"http://localhost:8080/%s","client_id":"%s","sub":"%s","exp":EXP,"iat":IAT,\
                    "event_id":"%s","scope":"aws.cognito.signin.user.admin","username":"x"}""".formatted(scene.poolId(), scene.clientId(), sub, TimedId.at(Instant.now()));
            assertThat(claims).contains(from);
            return claims.replace(from, to)
                    .replace("EXP", Long.toString(Instant.now().getEpochSecond() + 600))
                    .replace("IAT", Long.toString(Instant.now().getEpochSecond()));
        }
    }
}
