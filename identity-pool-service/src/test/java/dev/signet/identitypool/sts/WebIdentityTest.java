package dev.signet.identitypool.sts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.signet.identitypool.IdentityPoolTest;
import dev.signet.identitypool.fake.FakeIssuer;
import dev.signet.identitypool.fake.TestPool;
import dev.signet.identitypool.fake.TestRole;
import dev.signet.testkit.SignetClients;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithWebIdentityRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithWebIdentityResponse;
import software.amazon.awssdk.services.sts.model.StsException;

@IdentityPoolTest
class WebIdentityTest {
    private static final String ACTION = "sts:AssumeRoleWithWebIdentity";

    private final StsClient anyone = SignetClients.underTest().sts();
    private final FakeIssuer issuer = FakeIssuer.provider();

    @Test
    void aTokenOfARegisteredProviderGetsTheRoleThatTrustsIt() {
        TestRole role = ofProvider(TestRole.equal(
                        Map.of(issuer.name() + ":aud", issuer.clientId(), issuer.name() + ":sub", "alice")))
                .allowing("cognito-identity:ListIdentityPools", "*");

        AssumeRoleWithWebIdentityResponse answer = assume(role, issuer.token("alice"), it -> it.durationSeconds(900));

        assertThat(answer.subjectFromWebIdentityToken()).isEqualTo("alice");
        assertThat(answer.audience()).isEqualTo(issuer.clientId());
        assertThat(answer.provider()).isEqualTo(providerArn());
        assertThat(answer.assumedRoleUser().assumedRoleId()).isEqualTo(role.id() + ":web");
        SignetClients session = SignetClients.underTest().as(answer.credentials());
        assertThat(session.sts().getCallerIdentity().arn())
                .isEqualTo("arn:aws:sts::000000000000:assumed-role/" + role.name() + "/web");
        assertThat(session.identityPools()
                        .listIdentityPools(it -> it.maxResults(1))
                        .sdkHttpResponse()
                        .isSuccessful())
                .isTrue();
    }

    @Test
    void trustConditionsOnSubjectAndAudienceDecide() {
        register();
        TestRole ofAlice = trustingProvider(TestRole.equal(Map.of(issuer.name() + ":sub", "alice")));
        TestRole ofOtherClient = trustingProvider(TestRole.equal(Map.of(issuer.name() + ":aud", "another")));

        assertNotAuthorized(ofAlice, issuer.token("bob"));
        assertNotAuthorized(ofOtherClient, issuer.token("alice"));
        assertNotAuthorized(TestRole.ofAccount(), issuer.token("alice"));
        assertNotAuthorized(new TestRole("none", "arn:aws:iam::000000000000:role/none", ""), issuer.token("alice"));
    }

    @Test
    void aTokenOfAnIdentityPoolGetsTheRoleThatTrustsThePool() {
        TestPool pool =
                TestPool.with(it -> it.allowUnauthenticatedIdentities(true).allowClassicFlow(true));
        TestRole ofGuests = ofPool(pool.id(), "unauthenticated").allowing("sts:*", "*");
        String guest = pool.guest();
        String token = openIdToken(guest);

        AssumeRoleWithWebIdentityResponse answer = assume(ofGuests, token, _ -> {});

        assertThat(answer.provider()).isEqualTo("cognito-identity.amazonaws.com");
        assertThat(answer.audience()).isEqualTo(pool.id());
        assertThat(answer.subjectFromWebIdentityToken()).isEqualTo(guest);
        assertThat(SignetClients.underTest()
                        .as(answer.credentials())
                        .sts()
                        .getCallerIdentity()
                        .userId())
                .isEqualTo(ofGuests.id() + ":web");
    }

    @Test
    void aGuestDoesNotGetTheRoleOfUsersNorThatOfAnotherPool() {
        TestPool pool =
                TestPool.with(it -> it.allowUnauthenticatedIdentities(true).allowClassicFlow(true));
        String token = openIdToken(pool.guest());

        assertNotAuthorized(ofPool(pool.id(), "authenticated"), token);
        assertNotAuthorized(ofPool("us-east-1:00000000-0000-0000-0000-000000000000", "unauthenticated"), token);
    }

    @Test
    void refusesTokensOfUnregisteredIssuers() {
        TestRole role = trustingProvider("{}");

        assertRefused(
                () -> assume(role, issuer.token("alice"), _ -> {}),
                "InvalidIdentityToken",
                400,
                "No OpenIDConnect provider found in your account for " + issuer.issuer());
    }

    @Test
    void refusesTokensThatProveNothing() throws Exception {
        TestRole role = ofProvider("{}");
        FakeIssuer other = FakeIssuer.provider();
        String good = issuer.token("alice");
        String[] parts = good.split("\\.");
        String foreignKey = FakeIssuer.sign(
                FakeIssuer.header(issuer.key()), issuer.claims("alice").build(), FakeIssuer.newKey());
        String unknownKey = FakeIssuer.sign(
                FakeIssuer.header(other.key()), issuer.claims("alice").build(), other.key());
        SignedJWT withPublicKeyAsSecret = new SignedJWT(
                new JWSHeader(JWSAlgorithm.HS256), issuer.claims("alice").build());
        withPublicKeyAsSecret.sign(new MACSigner(issuer.key().toRSAPublicKey().getEncoded()));

        for (String token : List.of(
                foreignKey,
                unknownKey,
                withPublicKeyAsSecret.serialize(),
                new PlainJWT(issuer.claims("alice").build()).serialize(),
                parts[0] + "." + parts[1] + ".",
                parts[0] + "." + other.token("alice").split("\\.")[1] + "." + parts[2],
                good + "x",
                "not a token")) {
            StsException refused = catchThrowableOfType(StsException.class, () -> assume(role, token, _ -> {}));
            assertThat(refused).as(token).isNotNull();
            assertThat(refused.awsErrorDetails().errorCode()).as(token).isEqualTo("InvalidIdentityToken");
        }
    }

    @Test
    void refusesEndedTokensAndThoseForOthers() {
        TestRole role = ofProvider("{}");

        assertRefused(
                () -> assume(role, changed(claims -> claims.expirationTime(ago(301))), _ -> {}),
                "ExpiredTokenException",
                400,
                "Token expired");
        assertRefused(
                () -> assume(role, changed(claims -> claims.audience("another")), _ -> {}),
                "InvalidIdentityToken",
                400,
                "Incorrect token audience");
        assertRefused(
                () -> assume(role, changed(claims -> claims.issuer("https://" + issuer.name())), _ -> {}),
                "InvalidIdentityToken",
                400,
                "Issuer doesn't match providerName");
        assertRefused(
                () -> assume(role, changed(claims -> claims.expirationTime(null)), _ -> {}),
                "InvalidIdentityToken",
                400,
                "exp");
    }

    @Test
    void saysWhenTheProviderDoesNotAnswer() {
        TestRole role = ofProvider("{}");
        issuer.withdrawKeys();

        assertRefused(
                () -> assume(role, issuer.token("alice"), _ -> {}), "IDPCommunicationError", 400, "cannot be fetched");
    }

    @Test
    void aSessionPolicyAndTheRolesLimitHold() {
        TestRole role = ofProvider("{}").allowing("*", "*");
        String token = issuer.token("alice");

        var narrowed = assume(role, token, it -> it.policy(TestRole.allow("sts:*", "*")))
                .credentials();

        assertThatThrownBy(() -> SignetClients.underTest()
                        .as(narrowed)
                        .identityPools()
                        .listIdentityPools(it -> it.maxResults(1)))
                .hasMessageContaining("because no session policy allows");
        assertRefused(
                () -> assume(role, token, it -> it.durationSeconds(3601)),
                "ValidationError",
                400,
                "exceeds the MaxSessionDuration set for this role");
        assertRefused(() -> assume(role, token, it -> it.policy("{}")), "MalformedPolicyDocument", 400, "Statement");
    }

    /** As much as a token and a policy may hold, of what cannot be compressed: all of it travels in the session token. */
    @Test
    void theLargestSessionFitsTheHeadersOfARequest() {
        TestRole role = ofProvider("{}");
        String token = changed(claims -> claims.claim("email", anyText(4_750, 0x800, 0xD7FF)));
        String beginning = "{\"Statement\":{\"Effect\":\"Allow\",\"Action\":\"*\",\"Resource\":\"arn:aws:s3:::";
        String policy = beginning + anyText(2_048 - 3 - beginning.length(), 0xA1, 0xFF) + "\"}}";

        var credentials = assume(role, token, it -> it.policy(policy)).credentials();

        assertThat(token).hasSizeBetween(19_500, 20_000);
        assertThat(credentials.sessionToken()).hasSizeGreaterThan(14_000);
        assertThat(SignetClients.underTest()
                        .as(credentials)
                        .sts()
                        .getCallerIdentity()
                        .userId())
                .isEqualTo(role.id() + ":web");
    }

    private static String anyText(int length, int first, int last) {
        return new Random(1)
                .ints(length, first, last + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"www.amazon.com", "graph.facebook.com"})
    void saysThatAccessTokensAreNotTaken(String provider) {
        assertRefused(
                () -> assume(TestRole.ofAccount(), "some token", it -> it.providerId(provider)),
                "ValidationError",
                400,
                "ProviderId is not supported");
    }

    @Test
    void refusesManagedSessionPoliciesByName() {
        assertRefused(
                () -> assume(
                        ofProvider("{}"),
                        issuer.token("alice"),
                        it -> it.policyArns(policy -> policy.arn("arn:aws:iam::aws:policy/ReadOnlyAccess"))),
                "ValidationError",
                400,
                "PolicyArns is not supported by this server.");
    }

    @Test
    void refusesATokenWithoutIssuer() {
        assertRefused(
                () -> assume(ofProvider("{}"), changed(claims -> claims.issuer(null)), _ -> {}),
                "InvalidIdentityToken",
                400,
                "Missing a required claim: iss");
    }

    @ParameterizedTest
    @ValueSource(strings = {"not a token", "a.b.c", "e30.e30.e30x", "e30.W10.AAAA"})
    void saysWhatIsNoToken(String token) {
        assertRefused(
                () -> assume(TestRole.ofAccount(), token, _ -> {}),
                "InvalidIdentityToken",
                400,
                "The ID Token provided is not a valid JWT. (You may see this error if you sent an Access Token)");
    }

    private TestRole ofProvider(String condition) {
        register();
        return trustingProvider(condition);
    }

    private TestRole trustingProvider(String condition) {
        return TestRole.trusting("{\"Federated\":\"" + providerArn() + "\"}", ACTION, condition);
    }

    private static TestRole ofPool(String poolId, String proof) {
        return TestRole.trusting(
                "{\"Federated\":\"cognito-identity.amazonaws.com\"}",
                ACTION,
                "{\"StringEquals\":{\"cognito-identity.amazonaws.com:aud\":\"" + poolId + "\"},"
                        + "\"ForAnyValue:StringLike\":{\"cognito-identity.amazonaws.com:amr\":\"" + proof + "\"}}");
    }

    private void register() {
        SignetClients.underTest().operator().iam().createOpenIDConnectProvider(it -> it.url(issuer.issuer())
                .clientIDList(issuer.clientId()));
    }

    private String providerArn() {
        return "arn:aws:iam::000000000000:oidc-provider/" + issuer.name();
    }

    private static String openIdToken(String identityId) {
        return TestPool.anonymous()
                .getOpenIdToken(it -> it.identityId(identityId))
                .token();
    }

    private String changed(UnaryOperator<JWTClaimsSet.Builder> change) {
        return issuer.token("alice", change);
    }

    private static Date ago(int seconds) {
        return Date.from(Instant.now().minusSeconds(seconds));
    }

    private AssumeRoleWithWebIdentityResponse assume(
            TestRole role, String token, Consumer<AssumeRoleWithWebIdentityRequest.Builder> more) {
        return anyone.assumeRoleWithWebIdentity(it -> {
            it.roleArn(role.arn()).roleSessionName("web").webIdentityToken(token);
            more.accept(it);
        });
    }

    private void assertNotAuthorized(TestRole role, String token) {
        assertRefused(() -> assume(role, token, _ -> {}), "AccessDenied", 403, "Not authorized to perform " + ACTION);
    }

    private static void assertRefused(Runnable call, String code, int status, String text) {
        StsException refused = catchThrowableOfType(StsException.class, call::run);
        assertThat(refused).as("a refusal").isNotNull();
        assertThat(refused.awsErrorDetails().errorCode()).isEqualTo(code);
        assertThat(refused.statusCode()).isEqualTo(status);
        assertThat(refused.awsErrorDetails().errorMessage()).contains(text);
    }
}
