package dev.signet.identitypool.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.util.Base64URL;
import dev.signet.identitypool.IdentityPoolTest;
import dev.signet.identitypool.fake.FakeIssuer;
import dev.signet.identitypool.fake.TestPool;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.cognitoidentity.model.NotAuthorizedException;

/** Tokens that are none: whoever sends one gets no identity and leaves no trace. */
@IdentityPoolTest
class MalformedTokenTest {
    private final FakeIssuer users = FakeIssuer.userPool();
    private final TestPool pool = TestPool.of(users);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"exp\":\"9999999999\"}",
                "{\"exp\":1e400}",
                "{\"exp\":-1}",
                "{\"exp\":true}",
                "{\"exp\":null}",
                "{\"exp\":[9999999999]}",
                "{\"sub\":\"victim\",\"sub\":\"attacker\"}",
                "{\"sub\":7}",
                "{\"aud\":{\"a\":1}}",
                "{\"aud\":[7]}",
                "{\"iss\":7}",
                "[]",
                "null",
                "7",
                "{",
                "{}{}"
            })
    void refusesAPayloadThatIsNoSetOfClaims(String payload) throws JOSEException {
        String claims = payload.startsWith("{\"") ? goodClaimsWith(payload) : payload;
        var token = new JWSObject(FakeIssuer.header(users.key()), new Payload(claims));
        token.sign(new RSASSASigner(users.key()));
        assertNotAToken(token.serialize());
    }

    /** Good claims but for these, which all have one name. */
    private String goodClaimsWith(String odd) {
        String name = odd.substring(2, odd.indexOf('"', 2));
        String others = users.claims("user").claim(name, null).build().toString();
        return others.replaceFirst("}$", "," + odd.substring(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"alg\":7}", "{\"alg\":\"RS256\",\"alg\":\"none\"}", "7", "{"})
    void refusesAHeaderThatSaysNothing(String header) {
        String[] parts = users.token("victim").split("\\.", 2);

        assertNotAToken(Base64URL.encode(header) + "." + parts[1]);
    }

    @Test
    void refusesATokenWithoutIssuerOrSubject() {
        assertRefused(
                users.token("user", claims -> claims.issuer(null)),
                "Invalid login token. Missing a required claim: iss");
        assertRefused(
                users.token("user", claims -> claims.subject(null)),
                "Invalid login token. Missing a required claim: sub");
        assertNotAToken(users.token("x".repeat(256)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\\u0000b", "a\\ud800b", "\\udc00", "\\udc00\\ud800"})
    void refusesASubjectThatNoStoreCouldKeep(String subject) throws JOSEException {
        String claims = users.claims("victim").build().toString().replace("victim", subject);
        var token = new JWSObject(FakeIssuer.header(users.key()), new Payload(claims));
        token.sign(new RSASSASigner(users.key()));

        assertNotAToken(token.serialize());
    }

    @Test
    void refusesADamagedToken() {
        String token = users.token("user");
        int dot = token.lastIndexOf('.');
        assertNotAToken(token + "=");
        assertNotAToken(token + " ");
        assertNotAToken(" " + token);
        assertNotAToken(token.replace(".", ".."));
        assertNotAToken(token + "." + token);
        assertNotAToken("x".repeat(49_000));
        assertNotAToken("a.b.c");
        assertRefused(token.substring(0, token.length() - 4), "Invalid login token.");
        assertRefused(token.substring(0, dot + 1) + flip(token.substring(dot + 1)), "Invalid login token.");
    }

    private void assertNotAToken(String token) {
        assertRefused(token, "Invalid login token. Not a valid OpenId Connect identity token.");
    }

    private void assertRefused(String token, String text) {
        int before = pool.identities().size();
        assertThatThrownBy(() -> pool.getId(Map.of(users.awsName(), token)))
                .isInstanceOf(NotAuthorizedException.class)
                .hasMessageContaining(text);
        assertThat(pool.identities()).hasSize(before);
    }

    private static String flip(String signature) {
        char first = signature.charAt(0) == 'A' ? 'B' : 'A';
        return first + signature.substring(1);
    }
}
