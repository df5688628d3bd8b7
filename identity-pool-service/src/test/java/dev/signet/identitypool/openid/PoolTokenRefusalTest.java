package dev.signet.identitypool.openid;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.RSAKey;
import dev.signet.iam.AccountConfig;
import dev.signet.identitypool.IdentityPoolTest;
import dev.signet.identitypool.fake.FakeIssuer;
import dev.signet.identitypool.fake.TestPool;
import dev.signet.identitypool.fake.TestRole;
import dev.signet.testkit.SignetClients;
import io.quarkus.vertx.VertxContextSupport;
import io.vertx.mutiny.core.Vertx;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sts.model.ExpiredTokenException;
import software.amazon.awssdk.services.sts.model.InvalidIdentityTokenException;

/** A token of an identity pool that is not what it should be gets no role. */
@IdentityPoolTest
class PoolTokenRefusalTest {
    private static final String ISSUER = "https://cognito-identity.amazonaws.com";

    @Inject
    OpenIdKeys keys;

    @Inject
    OpenIdConfig config;

    @Inject
    AccountConfig account;

    @Inject
    Vertx vertx;

    private final TestPool pool =
            TestPool.with(it -> it.allowUnauthenticatedIdentities(true).allowClassicFlow(true));
    private final TestRole role = TestRole.trusting(
            "{\"Federated\":\"cognito-identity.amazonaws.com\"}",
            "sts:AssumeRoleWithWebIdentity",
            TestRole.equal(Map.of("cognito-identity.amazonaws.com:aud", pool.id())));

    @Test
    void refusesATokenThatHasEnded() throws Throwable {
        // Given
        Instant then = Instant.now().minus(config.lifetime());
        var earlier = new PoolTokens(keys, config, account, () -> then, vertx);
        String guest = pool.guest();

        // When
        String token = VertxContextSupport.subscribeAndAwait(
                () -> earlier.issue(pool.id(), guest, List.of("unauthenticated")));

        // Then
        assertThatThrownBy(() -> assume(token))
                .isInstanceOf(ExpiredTokenException.class)
                .hasMessageContaining("Token expired");
    }

    @Test
    void refusesATokenThatSomebodyElseSigned() throws Exception {
        RSAKey own = FakeIssuer.newKey();

        for (String keyId : List.of(own.getKeyID(), keys.signing().getKeyID())) {
            assertForged(signed(own, keyId, JWSAlgorithm.RS512, claims()));
        }
    }

    @Test
    void refusesItsOwnKeyUnderAnotherAlgorithm() throws Exception {
        RSAKey key = keys.signing();

        assertForged(signed(key, key.getKeyID(), JWSAlgorithm.RS256, claims()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"aud\":7", "\"exp\":\"soon\"", "\"sub\":[]"})
    void refusesClaimsThatMakeNoSense(String claim) throws Exception {
        RSAKey key = keys.signing();
        String token = signed(key, key.getKeyID(), JWSAlgorithm.RS512, "{\"iss\":\"" + ISSUER + "\"," + claim + "}");

        assertThatThrownBy(() -> assume(token))
                .isInstanceOf(InvalidIdentityTokenException.class)
                .hasMessageContaining("The ID Token provided is not a valid JWT.");
    }

    private void assertForged(String token) {
        assertThatThrownBy(() -> assume(token))
                .isInstanceOf(InvalidIdentityTokenException.class)
                .hasMessageContaining("Not a token of an identity pool here");
    }

    private void assume(String token) {
        SignetClients.underTest().sts().assumeRoleWithWebIdentity(it -> it.roleArn(role.arn())
                .roleSessionName("guest")
                .webIdentityToken(token));
    }

    private String claims() {
        return "{\"iss\":\"" + ISSUER + "\",\"aud\":\"" + pool.id() + "\",\"sub\":\"" + pool.guest()
                + "\",\"amr\":[\"unauthenticated\"],\"exp\":"
                + Instant.now().plusSeconds(600).getEpochSecond() + "}";
    }

    private static String signed(RSAKey key, String keyId, JWSAlgorithm algorithm, String claims) throws Exception {
        var token = new JWSObject(new JWSHeader.Builder(algorithm).keyID(keyId).build(), new Payload(claims));
        token.sign(new RSASSASigner(key));
        return token.serialize();
    }
}
