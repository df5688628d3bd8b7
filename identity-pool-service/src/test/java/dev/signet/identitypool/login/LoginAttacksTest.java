package dev.signet.identitypool.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import dev.signet.identitypool.IdentityPoolTest;
import dev.signet.identitypool.fake.FakeIssuer;
import dev.signet.identitypool.fake.TestPool;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cognitoidentity.model.CognitoIdentityException;
import software.amazon.awssdk.services.cognitoidentity.model.ExternalServiceException;
import software.amazon.awssdk.services.cognitoidentity.model.NotAuthorizedException;

@IdentityPoolTest
class LoginAttacksTest {
    private final FakeIssuer users = FakeIssuer.userPool();
    private final TestPool pool = TestPool.of(users);

    @Test
    void refusesATokenWithoutSignature() {
        String[] parts = users.token("victim").split("\\.", 3);
        for (String algorithm : List.of("none", "None", "NONE")) {
            String header = Base64URL.encode("{\"alg\":\"" + algorithm + "\"}").toString();
            assertNotAToken(header + "." + parts[1] + ".");
            assertRefused(header + "." + parts[1] + "." + parts[2], "Invalid login token.");
        }
        assertNotAToken(parts[0] + "." + parts[1] + ".");
        assertNotAToken(parts[0] + "." + parts[1]);
    }

    @Test
    void refusesAPublicKeyAsAnHmacSecret() throws JOSEException {
        RSAKey key = users.key();
        List<byte[]> secrets = List.of(
                key.toRSAPublicKey().getEncoded(),
                key.toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8),
                key.getModulus().decode());
        for (byte[] secret : secrets) {
            var token = new JWSObject(
                    new JWSHeader.Builder(JWSAlgorithm.HS256)
                            .keyID(key.getKeyID())
                            .build(),
                    users.claims("victim").build().toPayload());
            token.sign(new MACSigner(secret));
            assertRefused(token.serialize(), "Invalid login token. Couldn't verify signed token.");
        }
    }

    @Test
    void refusesSignaturesOfOtherAlgorithms() {
        String[] parts = users.token("victim").split("\\.", 3);
        String keyId = users.key().getKeyID();
        for (String algorithm : List.of("ES256", "ES384", "ES256K", "EdDSA", "PS256", "RS384", "RS512")) {
            String header = Base64URL.encode("{\"alg\":\"" + algorithm + "\",\"kid\":\"" + keyId + "\"}")
                    .toString();
            assertRefused(header + "." + parts[1] + "." + parts[2], "Invalid login token.");
            for (int length : new int[] {1, 64, 96, 256}) {
                assertRefused(
                        header + "." + parts[1] + "." + Base64URL.encode(new byte[length]), "Invalid login token.");
            }
        }
    }

    @Test
    void takesNoKeyFromTheTokenItself() {
        RSAKey own = FakeIssuer.newKey();
        var withKey = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID(users.key().getKeyID())
                .jwk(own.toPublicJWK())
                .jwkURL(URI.create(users.issuer() + "/attacker/keys"))
                .x509CertURL(URI.create(users.issuer() + "/attacker/cert"))
                .build();
        assertRefused(
                FakeIssuer.sign(withKey, users.claims("victim").build(), own),
                "Invalid login token. Couldn't verify signed token.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../etc/passwd", "' or 1=1 --", "\u0000", " ", "no-such-key"})
    void takesNoOtherKeyWhateverTheTokenNames(String keyId) {
        RSAKey own = FakeIssuer.newKey();
        var header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(keyId).build();
        assertRefused(FakeIssuer.sign(header, users.claims("victim").build(), own), "Couldn't verify signed token.");
    }

    @Test
    void refusesATokenOfAnotherIssuerWithAForcedKeyId() {
        // Given
        FakeIssuer others = FakeIssuer.userPool();

        // When / Then
        var header = FakeIssuer.header(users.key());
        assertRefused(
                FakeIssuer.sign(header, users.claims("victim").build(), others.key()), "Couldn't verify signed token.");
        assertRefused(others.token("victim"), "Invalid login token. Issuer doesn't match providerName");
    }

    @Test
    void refusesATokenOfAnUnlistedClient() {
        assertRefused(
                users.token("user", claims -> claims.audience("another-client")),
                "Token is not from a supported provider of this identity pool.");
        assertRefused(
                users.token("user", claims -> claims.claim("azp", "another-client")),
                "Token is not from a supported provider of this identity pool.");
    }

    @Test
    void refusesAUserPoolThatIsNotListed() {
        // Given
        FakeIssuer unlisted = FakeIssuer.userPool();

        // When / Then
        assertThatThrownBy(() -> pool.getId(Map.of(unlisted.awsName(), unlisted.token("user"))))
                .isInstanceOf(NotAuthorizedException.class)
                .hasMessageContaining("Token is not from a supported provider of this identity pool.");
    }

    @Test
    void refusesALoginWhereThePoolHasNoProviders() {
        // Given
        TestPool guestsOnly = TestPool.with(it -> it.allowUnauthenticatedIdentities(true));

        // When / Then
        assertThatThrownBy(() -> guestsOnly.getId(Map.of(users.awsName(), users.token("user"))))
                .isInstanceOf(NotAuthorizedException.class)
                .hasMessageContaining("Logins don't match. Please include at least one valid login");
    }

    @Test
    void refusesAnAccessToken() {
        assertRefused(
                users.token("user", claims -> claims.audience((String) null)
                        .claim("token_use", "access")
                        .claim("client_id", users.clientId())),
                "Invalid login token. Missing a required claim: aud");
        assertRefused(users.token("user", claims -> claims.claim("token_use", "access")), "Invalid login token.");
        assertRefused(users.token("user", claims -> claims.claim("token_use", null)), "Invalid login token.");
    }

    @Test
    void refusesWrongTimes() {
        Instant now = Instant.now();
        assertRefused(
                users.token("user", claims -> claims.expirationTime(Date.from(now.minusSeconds(301)))),
                "Invalid login token. Token expired: ");
        assertRefused(
                users.token("user", claims -> claims.notBeforeTime(Date.from(now.plusSeconds(360)))),
                "Invalid login token. Token is not valid yet");
        assertRefused(
                users.token("user", claims -> claims.issueTime(Date.from(now.plusSeconds(360)))),
                "Invalid login token. Token is not valid yet");
        assertRefused(
                users.token("user", claims -> claims.expirationTime(null)),
                "Invalid login token. Missing a required claim: exp");
        assertRefused(
                users.token("user", claims -> claims.issueTime(null)),
                "Invalid login token. Missing a required claim: iat");
    }

    @Test
    void toleratesClocksThatDifferByLessThanFiveMinutes() {
        Instant now = Instant.now();
        String late = users.token("user", claims -> claims.expirationTime(Date.from(now.minusSeconds(240))));
        String early = users.token("user", claims -> claims.issueTime(Date.from(now.plusSeconds(240))));

        assertThat(login(late)).isEqualTo(login(early));
    }

    @Test
    void refusesAHeaderThatAsksForMoreThanIsUnderstood() throws JOSEException {
        var critical = new JWSHeader.Builder(JWSAlgorithm.RS256)
                .keyID(users.key().getKeyID())
                .type(JOSEObjectType.JWT)
                .criticalParams(Set.of("exp"))
                .customParam("exp", 1)
                .build();
        assertRefused(
                FakeIssuer.sign(critical, users.claims("user").build(), users.key()), "Couldn't verify signed token.");
    }

    @Test
    void refusesAKeyThatIsPublishedForEncryption() {
        // Given
        FakeIssuer encrypting = FakeIssuer.userPool();
        encrypting.publishKeys(
                new RSAKey.Builder(encrypting.key()).keyUse(KeyUse.ENCRYPTION).build());
        TestPool itsPool = TestPool.of(encrypting);

        // When / Then
        assertThatThrownBy(() -> itsPool.getId(Map.of(encrypting.awsName(), encrypting.token("user"))))
                .isInstanceOf(NotAuthorizedException.class)
                .hasMessageContaining("Couldn't verify signed token.");
    }

    @Test
    void followsARotationOfKeys() {
        // Given
        String before = login(users.token("user"));

        // When
        users.rotate();

        // Then
        Instant end = Instant.now().plusSeconds(20);
        assertThat(firstLogin(users.token("user"), end)).isEqualTo(before);
    }

    @Test
    void askingForUnknownKeysDoesNotFloodTheIssuer() {
        // Given
        login(users.token("user"));
        users.rotateSilently();

        // When
        for (int i = 0; i < 40; i++) {
            assertRefused(users.token("user"), "Couldn't verify signed token.");
        }

        // Then
        assertThat(users.reads()).isLessThan(10);
    }

    @Test
    void servesOnWithKnownKeysWhileTheIssuerIsAway() {
        // Given
        String before = login(users.token("user"));

        // When
        users.withdrawKeys();

        // Then
        assertThat(login(users.token("user"))).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>login</html>", "", "[]", "{\"keys\":7}"})
    void saysThatTheProviderIsAwayWhenThereAreNoKeys(String document) {
        // Given
        FakeIssuer broken = FakeIssuer.userPool();
        broken.publishInsteadOfKeys(document);
        TestPool itsPool = TestPool.of(broken);

        // When / Then
        assertThatThrownBy(() -> itsPool.getId(Map.of(broken.awsName(), broken.token("user"))))
                .isInstanceOf(ExternalServiceException.class);
    }

    @Test
    void readsNoMoreThanAProvidersKeysNeed() {
        // Given
        FakeIssuer endless = FakeIssuer.userPool();
        String keys = new JWKSet(endless.key()).toPublicJWKSet().toString();
        TestPool itsPool = TestPool.of(endless);

        // When / Then
        endless.publishInsteadOfKeys(keys + " ".repeat(512 * 1024));
        assertThatThrownBy(() -> itsPool.getId(Map.of(endless.awsName(), endless.token("user"))))
                .isInstanceOf(ExternalServiceException.class)
                .hasMessageContaining("The keys of " + endless.awsName() + " cannot be read now.");
    }

    @Test
    void takesGoogleAndAppleByTheirOwnIssuers() {
        for (String name : List.of("google", "apple")) {
            // Given
            FakeIssuer issuer = FakeIssuer.known(name);
            TestPool itsPool = TestPool.with(
                    it -> it.supportedLoginProviders(Map.of(issuer.name(), "other-client;" + issuer.clientId())));

            // When
            String identityId = itsPool.getId(Map.of(issuer.name(), issuer.token("user")));

            // Then
            assertThat(TestPool.loginsOf(identityId)).containsExactly(issuer.name());
        }
    }

    @Test
    void refusesByNamePublicProvidersThatAreNotBuilt() {
        // Given
        TestPool facebook = TestPool.with(it -> it.supportedLoginProviders(Map.of("graph.facebook.com", "1234")));

        // When / Then
        assertThatThrownBy(() -> facebook.getId(Map.of("graph.facebook.com", "token")))
                .isInstanceOf(CognitoIdentityException.class)
                .hasMessageContaining("graph.facebook.com");
    }

    private String login(String token) {
        return pool.getId(Map.of(users.awsName(), token));
    }

    /** Tries until the issuer may be asked for keys again. */
    private String firstLogin(String token, Instant end) {
        while (true) {
            try {
                return login(token);
            } catch (NotAuthorizedException e) {
                if (Instant.now().isAfter(end)) {
                    throw e;
                }
            }
        }
    }

    private void assertNotAToken(String token) {
        assertRefused(token, "Invalid login token. Not a valid OpenId Connect identity token.");
    }

    private void assertRefused(String token, String text) {
        int before = pool.identities().size();
        assertThatThrownBy(() -> login(token))
                .isInstanceOf(NotAuthorizedException.class)
                .hasMessageContaining(text);
        assertThat(pool.identities()).hasSize(before);
    }
}
