package dev.signet.userpool.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.signet.testkit.BackingServers;
import dev.signet.testkit.SignetClients;
import dev.signet.userpool.Scene;
import dev.signet.userpool.token.PoolKey.Use;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NotAuthorizedException;

/** Tokens whose issuer has AWS's form, for clients that take no other. */
@QuarkusTest
@TestProfile(AwsIssuerTest.AwsForm.class)
@QuarkusTestResource(
        value = BackingServers.class,
        initArgs = @ResourceArg(name = "database", value = "signet_user_pool"))
class AwsIssuerTest {
    private static final String AWS = "https://cognito-idp.us-east-1.amazonaws.com/";

    public static final class AwsForm implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("signet.user-pool.issuer", "aws", "signet.public-url", "https://signet.example.com");
        }
    }

    @Test
    void tokensPassAnUnmodifiedVerifierThatKnowsThePoolAtAws() throws Exception {
        Scene scene = Scene.make();
        var tokens = scene.signIn(scene.someUser().username());

        JWTClaimsSet id = verify(scene, tokens.idToken(), "aud");
        JWTClaimsSet access = verify(scene, tokens.accessToken(), "client_id");

        assertThat(id.getAudience()).containsExactly(scene.clientId());
        assertThat(access.getClaims()).containsEntry("client_id", scene.clientId());
        assertThat(SignedJWT.parse(scene.refresh(tokens.refreshToken()).idToken())
                        .getJWTClaimsSet()
                        .getIssuer())
                .isEqualTo(AWS + scene.poolId());
    }

    @Test
    void thePoolTakesItsOwnTokensAndNoneOfTheOtherForm() throws Exception {
        Scene scene = Scene.make();
        var user = scene.someUser();
        String token = scene.signIn(user.username()).accessToken();
        assertThat(scene.anybody().getUser(r -> r.accessToken(token)).username())
                .isEqualTo(user.username());

        String claims = SignedJWT.parse(token).getPayload().toString();
        PoolKeyring keys = PoolKeyring.of(scene.poolId(), Use.ACCESS);
        String same = keys.sign(claims);
        String other = keys.sign(claims.replace("cognito-idp.us-east-1.amazonaws.com", "signet.example.com"));

        assertThat(scene.anybody().getUser(r -> r.accessToken(same)).username()).isEqualTo(user.username());
        assertThatThrownBy(() -> scene.anybody().getUser(r -> r.accessToken(other)))
                .isInstanceOf(NotAuthorizedException.class);
    }

    @Test
    void keysAreWhereTheyCanBeFetched() throws Exception {
        Scene scene = Scene.make();

        assertThat(get(scene.poolId() + "/.well-known/openid-configuration"))
                .contains("\"issuer\":\"" + AWS + scene.poolId() + "\"")
                .contains("\"jwks_uri\":\"https://signet.example.com/" + scene.poolId() + "/.well-known/jwks.json\"");
    }

    private static JWTClaimsSet verify(Scene scene, String token, String client) throws Exception {
        JWKSet keys = JWKSet.parse(get(scene.poolId() + "/.well-known/jwks.json"));
        var processor = new DefaultJWTProcessor<SecurityContext>();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(JWSAlgorithm.RS256, new ImmutableJWKSet<>(keys)));
        processor.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>(
                new JWTClaimsSet.Builder().issuer(AWS + scene.poolId()).build(),
                Set.of(client, "sub", "exp", "iat", "token_use")));
        return processor.process(token, null);
    }

    private static String get(String path) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(
                            HttpRequest.newBuilder(
                                            SignetClients.underTest().endpoint().resolve("/" + path))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }
}
