package dev.signet.identitypool.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jwt.SignedJWT;
import dev.signet.identitypool.IdentityPoolTest;
import dev.signet.identitypool.fake.FakeIssuer;
import dev.signet.identitypool.fake.TestPool;
import dev.signet.testkit.SignetClients;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentity.model.ExternalServiceException;
import software.amazon.awssdk.services.cognitoidentity.model.NotAuthorizedException;
import software.amazon.awssdk.services.iam.IamClient;

@IdentityPoolTest
class RegisteredLoginTest {
    private final IamClient iam = SignetClients.underTest().operator().iam();
    private final FakeIssuer provider = FakeIssuer.provider();
    private final String arn = iam.createOpenIDConnectProvider(it -> it.url(provider.issuer())
                    .clientIDList(provider.clientId())
                    .thumbprintList("990f4193972f2becf12ddeda5237f9c952f20d9e"))
            .openIDConnectProviderArn();
    private final TestPool pool = TestPool.with(it -> it.openIdConnectProviderARNs(arn)
            .allowUnauthenticatedIdentities(true)
            .allowClassicFlow(true));

    @Test
    void takesTheTokensOfARegisteredProvider() throws Exception {
        // When
        String identityId = pool.getId(login("user|7"));
        String token = TestPool.anonymous()
                .getOpenIdToken(it -> it.identityId(identityId).logins(login("user|7")))
                .token();

        // Then
        assertThat(pool.getId(login("user|7"))).isEqualTo(identityId);
        assertThat(TestPool.loginsOf(identityId)).containsExactly(provider.name());
        assertThat(SignedJWT.parse(token).getJWTClaimsSet().getStringListClaim("amr"))
                .containsExactly("authenticated", provider.name(), arn + ":OIDC:user|7");
    }

    @Test
    void goesByAzpBeforeAud() {
        // When
        String identityId =
                pool.getId(Map.of(provider.name(), provider.token("user", claims -> claims.audience("some-api")
                        .claim("azp", provider.clientId()))));

        // Then
        assertThat(identityId).isNotEmpty();
        assertThatThrownBy(() -> pool.getId(Map.of(
                        provider.name(), provider.token("user", claims -> claims.claim("azp", "another-client")))))
                .isInstanceOf(NotAuthorizedException.class)
                .hasMessageContaining("Token is not from a supported provider of this identity pool.");
    }

    @Test
    void refusesAProviderThatThePoolDoesNotList() {
        // Given
        TestPool another = TestPool.of(FakeIssuer.userPool());

        // When / Then
        assertThatThrownBy(() -> another.getId(login("user")))
                .isInstanceOf(NotAuthorizedException.class)
                .hasMessageContaining("Token is not from a supported provider of this identity pool.");
    }

    @Test
    void refusesAProviderOnceItIsDeleted() {
        // Given
        pool.getId(login("user"));

        // When
        iam.deleteOpenIDConnectProvider(it -> it.openIDConnectProviderArn(arn));

        // Then
        assertThatThrownBy(() -> pool.getId(login("user")))
                .isInstanceOf(NotAuthorizedException.class)
                .hasMessageContaining("Token is not from a supported provider of this identity pool.");
    }

    @Test
    void refusesADiscoveryDocumentOfAnotherIssuer() {
        // Given
        FakeIssuer liar = FakeIssuer.provider();
        liar.publishDiscovery(
                "{\"issuer\":\"" + provider.issuer() + "\",\"jwks_uri\":\"" + provider.issuer() + "/keys\"}");
        String itsArn = iam.createOpenIDConnectProvider(it -> it.url(liar.issuer())
                        .clientIDList(liar.clientId())
                        .thumbprintList("990f4193972f2becf12ddeda5237f9c952f20d9e"))
                .openIDConnectProviderArn();
        TestPool itsPool = TestPool.with(it -> it.openIdConnectProviderARNs(itsArn));

        // When / Then
        assertThatThrownBy(() -> itsPool.getId(Map.of(liar.name(), liar.token("user"))))
                .isInstanceOf(ExternalServiceException.class);
    }

    private Map<String, String> login(String subject) {
        return Map.of(provider.name(), provider.token(subject));
    }
}
