package dev.signet.identitypool.openid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.signet.identitypool.IdentityPoolTest;
import dev.signet.identitypool.fake.FakeIssuer;
import dev.signet.identitypool.fake.TestPool;
import dev.signet.testkit.SignetClients;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentity.CognitoIdentityClient;
import software.amazon.awssdk.services.cognitoidentity.model.ExternalServiceException;
import software.amazon.awssdk.services.cognitoidentity.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitoidentity.model.NotAuthorizedException;
import software.amazon.awssdk.services.cognitoidentity.model.ResourceNotFoundException;

@IdentityPoolTest
class OpenIdApiTest {
    private final CognitoIdentityClient client = TestPool.anonymous();
    private final FakeIssuer users = FakeIssuer.userPool();
    private final TestPool pool = TestPool.with(it -> it.allowUnauthenticatedIdentities(true)
            .allowClassicFlow(true)
            .cognitoIdentityProviders(TestPool.clients(users)));

    @Test
    void saysWhoAGuestIs() throws Exception {
        // Given
        String guest = pool.guest();

        // When
        JWTClaimsSet claims =
                verified(client.getOpenIdToken(it -> it.identityId(guest)).token());

        // Then
        assertThat(claims.getIssuer()).isEqualTo("https://cognito-identity.amazonaws.com");
        assertThat(claims.getAudience()).containsExactly(pool.id());
        assertThat(claims.getSubject()).isEqualTo(guest);
        assertThat(claims.getStringListClaim("amr")).containsExactly("unauthenticated");
        assertThat(claims.getExpirationTime().getTime() - claims.getIssueTime().getTime())
                .isEqualTo(600_000);
    }

    @Test
    void saysHowAUserSignedIn() throws Exception {
        // Given
        Map<String, String> logins = Map.of(users.name(), users.token("alice"));
        String identityId = pool.getId(logins);

        // When
        var answer = client.getOpenIdToken(it -> it.identityId(identityId).logins(logins));

        // Then
        JWTClaimsSet claims = verified(answer.token());
        assertThat(answer.identityId()).isEqualTo(identityId);
        assertThat(claims.getSubject()).isEqualTo(identityId);
        assertThat(claims.getStringListClaim("amr"))
                .containsExactly("authenticated", users.awsName(), users.awsName() + ":CognitoSignIn:alice");
    }

    @Test
    void refusesUnlessTheClassicFlowIsOn() {
        // Given
        TestPool enhancedOnly = TestPool.of(users);
        String guest = enhancedOnly.guest();

        // When / Then
        assertThatThrownBy(() -> client.getOpenIdToken(it -> it.identityId(guest)))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("Basic (classic) flow is not enabled, please use enhanced flow.");
    }

    @Test
    void refusesGuestsOnceThePoolDoes() {
        // Given
        String guest = pool.guest();
        TestPool.operator().updateIdentityPool(it -> it.identityPoolId(pool.id())
                .identityPoolName("closed")
                .allowUnauthenticatedIdentities(false)
                .allowClassicFlow(true));

        // When / Then
        assertThatThrownBy(() -> client.getOpenIdToken(it -> it.identityId(guest)))
                .isInstanceOf(NotAuthorizedException.class)
                .hasMessageContaining("Unauthenticated access is not supported for this identity pool.");
    }

    @Test
    void saysWhenTheKeysOfALoginCannotBeRead() {
        // Given
        String guest = pool.guest();
        users.withdrawKeys();

        // When / Then
        assertThatThrownBy(() -> client.getOpenIdToken(
                        it -> it.identityId(guest).logins(Map.of(users.name(), users.token("alice")))))
                .isInstanceOf(ExternalServiceException.class)
                .hasMessageContaining("The keys of " + users.awsName() + " cannot be read now.");
    }

    @Test
    void refusesSomebodyElsesIdentity() {
        // Given
        String alice = pool.getId(Map.of(users.name(), users.token("alice")));

        // When / Then
        assertThatThrownBy(() -> client.getOpenIdToken(it -> it.identityId(alice)))
                .isInstanceOf(NotAuthorizedException.class)
                .hasMessageContaining("Access to Identity '" + alice + "' is forbidden.");
        assertThatThrownBy(() -> client.getOpenIdToken(
                        it -> it.identityId(alice).logins(Map.of(users.name(), users.token("mallory")))))
                .isInstanceOf(NotAuthorizedException.class)
                .hasMessageContaining("Logins don't match.");
    }

    @Test
    void refusesAnIdentityThatDoesNotExist() {
        assertThatThrownBy(() ->
                        client.getOpenIdToken(it -> it.identityId("us-east-1:00000000-0000-0000-0000-000000000000")))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("not found.");
    }

    @Test
    void doesNotTakeItsOwnTokenForALogin() {
        // Given
        String guest = pool.guest();
        String own = client.getOpenIdToken(it -> it.identityId(guest)).token();

        // When / Then
        assertThatThrownBy(() -> pool.getId(Map.of(users.name(), own)))
                .isInstanceOf(NotAuthorizedException.class)
                .hasMessageContaining("Invalid login token. Issuer doesn't match providerName");
        assertThatThrownBy(() -> pool.getId(Map.of("cognito-identity.amazonaws.com", own)))
                .isInstanceOf(NotAuthorizedException.class);
    }

    @Test
    void publishesNoPrivateKey() throws Exception {
        assertThat(keys().getKeys()).isNotEmpty().noneMatch(JWK::isPrivate);
    }

    @Test
    void tellsVerifiersWhereTheKeysAre() throws Exception {
        // When
        URI address = SignetClients.underTest().endpoint().resolve("/.well-known/openid-configuration");
        JsonNode found = new ObjectMapper().readTree(address.toURL());

        // Then
        assertThat(found.path("issuer").asText()).isEqualTo("https://cognito-identity.amazonaws.com");
        assertThat(found.path("jwks_uri").asText()).endsWith("/.well-known/jwks_uri");
        assertThat(found.path("id_token_signing_alg_values_supported"))
                .extracting(JsonNode::asText)
                .containsExactly("RS512");
    }

    private static JWTClaimsSet verified(String token) throws Exception {
        SignedJWT jwt = SignedJWT.parse(token);
        JWK key = keys().getKeyByKeyId(jwt.getHeader().getKeyID());
        assertThat(jwt.getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.RS512);
        assertThat(jwt.verify(new RSASSAVerifier(key.toRSAKey()))).isTrue();
        return jwt.getJWTClaimsSet();
    }

    private static JWKSet keys() throws Exception {
        URI address = SignetClients.underTest().endpoint().resolve("/.well-known/jwks_uri");
        return JWKSet.load(address.toURL());
    }
}
