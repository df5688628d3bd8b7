package dev.signet.iam.sigv4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.signet.wire.CommonError;
import dev.signet.wire.HttpFacts;
import dev.signet.wire.Refusal;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

/** What the AWS SDK's own signer signs is accepted; the same changed in any part is refused. */
class SignatureVerifierTest {
    private static final Instant NOW = Instant.parse("2026-03-01T00:00:10Z");
    private static final String SECRET = "a-secret-of-forty-characters-or-so-12345";
    private static final String BODY = "{\"UserPoolId\":\"us-east-1_a\"}";
    private static final String SYNC_PATH = "/identitypools/us-east-1%3A11/identities/us-east-1%3A22/datasets";
    private static final Set<String> REGIONS = Set.of("us-east-1");
    private static final KeyRing<String> KEYS = (id, token) -> new SigningKey<>(id + token.orElse(""), SECRET);

    private final SignatureVerifier verifier = new SignatureVerifier(InstantSource.fixed(NOW));

    @Test
    void acceptsWhatTheSdkSigns() {
        assertThat(verified(signed())).isEqualTo("AKIDOPERATOR");
    }

    @Test
    void acceptsASessionTokenAndHandsItOn() {
        HttpFacts http = sign(post(), "token/+=", NOW, _ -> {});

        assertThat(verified(http)).isEqualTo("AKIDOPERATORtoken/+=");
    }

    @Test
    void acceptsAnEncodedColonInThePathAndSignedQueries() {
        HttpFacts http = sign(get(SYNC_PATH, "maxResults=10&nextToken=a%2Fb%20c"), "token", NOW, _ -> {});

        assertThat(verified(http)).isEqualTo("AKIDOPERATORtoken");
    }

    @Test
    void refusesThePathWithItsEscapesUndone() {
        HttpFacts http = sign(get(SYNC_PATH, ""), "token", NOW, _ -> {});

        assertRefused(RawHttp.withPath(http, SYNC_PATH.replace("%3A", ":")), CommonError.INVALID_SIGNATURE, "match");
        assertRefused(RawHttp.withPath(http, SYNC_PATH.replace("%", "%25")), CommonError.INVALID_SIGNATURE, "match");
    }

    @Test
    void acceptsAPresignedUrlUntilItsEnd() {
        HttpFacts http = presigned(Duration.ofMinutes(10), NOW.minusSeconds(599));

        assertThat(verified(http)).isEqualTo("AKIDOPERATORtoken/+=");
    }

    @Test
    void refusesAPresignedUrlAfterItsEnd() {
        assertRefused(
                presigned(Duration.ofMinutes(10), NOW.minusSeconds(601)),
                CommonError.INVALID_SIGNATURE,
                "Signature expired: 20260301T000009Z is now earlier than 20260301T000010Z");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "604801", "99999999999", "x", ""})
    void refusesAPresignedLifetimeThatIsNone(String seconds) {
        HttpFacts http = presigned(Duration.ofMinutes(10), NOW);
        String query = http.rawQuery().replaceFirst("X-Amz-Expires=600", "X-Amz-Expires=" + seconds);

        assertRefused(RawHttp.withQuery(http, query), CommonError.INCOMPLETE_SIGNATURE, "X-Amz-Expires");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Amz-Algorithm",
                "X-Amz-Credential",
                "X-Amz-Date",
                "X-Amz-Expires",
                "X-Amz-SignedHeaders",
                "X-Amz-Signature"
            })
    void refusesAPresignedUrlThatLacksOrRepeatsAPart(String name) {
        HttpFacts http = presigned(Duration.ofMinutes(10), NOW);
        String without = http.rawQuery().replaceFirst("(^|&)" + name + "=[^&]*", "");

        assertThat(refusal(RawHttp.withQuery(http, without)).error())
                .isIn(CommonError.INCOMPLETE_SIGNATURE, CommonError.MISSING_AUTHENTICATION_TOKEN);
        assertRefused(
                RawHttp.withQuery(http, http.rawQuery() + "&" + name + "=x"),
                CommonError.INCOMPLETE_SIGNATURE,
                "more than once");
    }

    @Test
    void refusesAPresignedUrlWithAnyParameterChangedOrAdded() {
        HttpFacts http = presigned(Duration.ofMinutes(10), NOW);

        assertRefused(RawHttp.withQuery(http, http.rawQuery() + "&a=b"), CommonError.INVALID_SIGNATURE, "match");
        assertRefused(
                RawHttp.withQuery(http, http.rawQuery().replace("X-Amz-Expires=600", "X-Amz-Expires=601")),
                CommonError.INVALID_SIGNATURE,
                "match");
    }

    @Test
    void refusesEveryPartTamperedWith() {
        HttpFacts http = signed();

        assertRefused(RawHttp.withMethod(http, "PUT"), CommonError.INVALID_SIGNATURE, "match");
        assertRefused(RawHttp.withPath(http, "/x"), CommonError.INVALID_SIGNATURE, "match");
        assertRefused(RawHttp.withQuery(http, "a=b"), CommonError.INVALID_SIGNATURE, "match");
        assertRefused(changed(http, "Host", "other.example"), CommonError.INVALID_SIGNATURE, "match");
        assertRefused(changed(http, "X-Amz-Target", "X.DeleteUserPool"), CommonError.INVALID_SIGNATURE, "match");
        assertRefused(changed(http, "X-Amz-Date", "20260301T000011Z"), CommonError.INVALID_SIGNATURE, "match");
        assertRefused(RawHttp.without(http, "X-Amz-Target"), CommonError.INVALID_SIGNATURE, "match");
    }

    @Test
    void refusesAnyFlippedCharacterOfTheSignature() {
        HttpFacts http = signed();
        String authorization = header(http, "Authorization");
        int start = authorization.indexOf("Signature=") + "Signature=".length();
        for (int i = start; i < authorization.length(); i++) {
            char flipped = authorization.charAt(i) == '0' ? '1' : '0';
            String tampered = authorization.substring(0, i) + flipped + authorization.substring(i + 1);

            assertRefused(changed(http, "Authorization", tampered), CommonError.INVALID_SIGNATURE, "match");
        }
        assertRefused(
                changed(http, "Authorization", authorization.substring(0, authorization.length() - 1)),
                CommonError.INVALID_SIGNATURE,
                "match");
    }

    @Test
    void hashesTheBodyItselfWhateverTheHeaderSays() {
        HttpFacts http = signed();

        assertRefused(RawHttp.withBody(http, BODY + " "), CommonError.INVALID_SIGNATURE, "x-amz-content-sha256");
        assertRefused(
                RawHttp.withBody(RawHttp.without(http, "x-amz-content-sha256"), BODY + " "),
                CommonError.INVALID_SIGNATURE,
                "match");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UNSIGNED-PAYLOAD", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD", ""})
    void refusesABodyThatIsNotSigned(String claimed) {
        HttpFacts http = changed(signed(), "x-amz-content-sha256", claimed);

        assertRefused(http, CommonError.INVALID_SIGNATURE, "x-amz-content-sha256");
    }

    @ParameterizedTest
    @ValueSource(strings = {"host", "x-amz-date", "x-amz-target"})
    void refusesASignatureThatLeavesOutWhatMatters(String unsigned) {
        HttpFacts http = RawHttp.withHeader(
                signed(), "Authorization", value -> value.replaceFirst("(;" + unsigned + "|" + unsigned + ";)", ""));

        assertRefused(http, CommonError.INVALID_SIGNATURE, "must be a 'SignedHeader'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Authorization", "Host", "X-Amz-Date", "X-Amz-Security-Token", "x-amz-content-sha256"})
    void refusesAHeaderThatStandsTwice(String name) {
        HttpFacts http = sign(post(), "token", NOW, _ -> {});

        assertRefused(
                RawHttp.withAdded(http, name, header(http, name)), CommonError.INCOMPLETE_SIGNATURE, "more than once");
    }

    @Test
    void refusesATargetThatStandsTwice() {
        HttpFacts http =
                RawHttp.withAdded(signed(), "X-Amz-Target", "AWSCognitoIdentityProviderService.DeleteUserPool");

        assertRefused(http, CommonError.INVALID_SIGNATURE, "match");
    }

    @Test
    void refusesAnotherRegionServiceOrTerminator() {
        HttpFacts http = signed();

        assertRefused(scoped(http, "/us-east-1/", "/eu-west-1/"), CommonError.INVALID_SIGNATURE, "valid region");
        assertRefused(
                scoped(http, "/cognito-idp/", "/sns/"),
                CommonError.INVALID_SIGNATURE,
                "correct service: 'cognito-idp'");
        assertRefused(scoped(http, "aws4_request", "aws5"), CommonError.INVALID_SIGNATURE, "valid terminator");
        assertRefused(
                scoped(http, "/20260301/", "/20260302/"),
                CommonError.INVALID_SIGNATURE,
                "'20260302' != '20260301', from '20260301T000010Z'");
        assertRefused(scoped(http, "/us-east-1/", "/"), CommonError.INCOMPLETE_SIGNATURE, "5 slash-delimited");
    }

    @Test
    void allowsFiveMinutesOfClockSkewAndNoMore() {
        assertThat(verified(sign(post(), "", NOW.minusSeconds(300), _ -> {}))).isEqualTo("AKIDOPERATOR");
        assertThat(verified(sign(post(), "", NOW.plusSeconds(300), _ -> {}))).isEqualTo("AKIDOPERATOR");
        assertRefused(
                sign(post(), "", NOW.minusSeconds(301), _ -> {}),
                CommonError.INVALID_SIGNATURE,
                "Signature expired: 20260228T235509Z is now earlier than 20260228T235510Z (20260301T000010Z - 5 min.)");
        assertRefused(
                sign(post(), "", NOW.plusSeconds(301), _ -> {}),
                CommonError.INVALID_SIGNATURE,
                "Signature not yet current: 20260301T000511Z is still later than 20260301T000510Z"
                        + " (20260301T000010Z + 5 min.)");
    }

    @Test
    void refusesAnotherSecret() {
        KeyRing<String> other = (id, _) -> new SigningKey<>(id, SECRET + "x");

        Refusal refusal =
                catchThrowableOfType(Refusal.class, () -> verifier.verify(signed(), "cognito-idp", REGIONS, other));

        assertThat(refusal.error()).isEqualTo(CommonError.INVALID_SIGNATURE);
    }

    @Test
    void saysWhenThereIsNoSignatureAtAll() {
        assertRefused(
                RawHttp.without(signed(), "Authorization"),
                CommonError.MISSING_AUTHENTICATION_TOKEN,
                "Missing Authentication Token");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Bearer abc",
                "AWS4-HMAC-SHA256",
                "AWS4-HMAC-SHA256 ",
                "AWS4-HMAC-SHA256 Credential=a/20260301/us-east-1/cognito-idp/aws4_request",
                "AWS4-HMAC-SHA256 SignedHeaders=host;x-amz-date, Signature=00",
                "AWS4-HMAC-SHA256 Credential=, SignedHeaders=host, Signature=00",
                "AWS4-HMAC-SHA256 Credential=a, Credential=b, SignedHeaders=host, Signature=00",
                "AWS4-HMAC-SHA512 Credential=a/20260301/us-east-1/cognito-idp/aws4_request, SignedHeaders=host, Signature=0",
                "AWS4-ECDSA-P256-SHA256 Credential=a, SignedHeaders=host, Signature=00"
            })
    void refusesAnAuthorizationThatIsNone(String authorization) {
        HttpFacts http = changed(signed(), "Authorization", authorization);

        assertThat(refusal(http).error()).isEqualTo(CommonError.INCOMPLETE_SIGNATURE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "2026", "20260301T000010", "20260301T000010+01", "20261301T000010Z", "2026-03-01T00:00:10Z"})
    void refusesADateThatIsNone(String date) {
        HttpFacts http = changed(signed(), "X-Amz-Date", date);

        assertThat(refusal(http).error()).isEqualTo(CommonError.INCOMPLETE_SIGNATURE);
    }

    @Test
    void refusesASignatureInHeaderAndQueryAtOnce() {
        HttpFacts http = RawHttp.withQuery(signed(), "X-Amz-Algorithm=AWS4-HMAC-SHA256");

        assertRefused(http, CommonError.INCOMPLETE_SIGNATURE, "Only one auth mechanism");
    }

    @Test
    void refusesADeepPathWithoutDelay() {
        HttpFacts http = RawHttp.withPath(signed(), "/..%2f".repeat(50_000) + "/a/../".repeat(50_000));

        assertRefused(http, CommonError.INVALID_SIGNATURE, "match");
    }

    private String verified(HttpFacts http) {
        return verifier.verify(http, "cognito-idp", REGIONS, KEYS);
    }

    private Refusal refusal(HttpFacts http) {
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> verified(http));
        assertThat(refusal).as("a refusal").isNotNull();
        return refusal;
    }

    private void assertRefused(HttpFacts http, CommonError error, String text) {
        Refusal refusal = refusal(http);
        assertThat(refusal.error()).isEqualTo(error);
        assertThat(refusal).hasMessageContaining(text);
    }

    private static HttpFacts scoped(HttpFacts http, String from, String to) {
        return RawHttp.withHeader(http, "Authorization", value -> value.replace(from, to));
    }

    private static HttpFacts changed(HttpFacts http, String name, String value) {
        return RawHttp.withHeader(http, name, _ -> value);
    }

    private static String header(HttpFacts http, String name) {
        return http.headers().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseThrow();
    }

    private static HttpFacts signed() {
        return sign(post(), "", NOW, _ -> {});
    }

    private static HttpFacts presigned(Duration lifetime, Instant at) {
        return sign(
                get("/live/us-east-1%3A11/us-east-1%3A22/d-1", "resume=5"),
                "token/+=",
                at,
                request -> request.putProperty(
                                AwsV4FamilyHttpSigner.AUTH_LOCATION, AwsV4FamilyHttpSigner.AuthLocation.QUERY_STRING)
                        .putProperty(AwsV4FamilyHttpSigner.EXPIRATION_DURATION, lifetime));
    }

    private static SdkHttpFullRequest post() {
        return SdkHttpFullRequest.builder()
                .method(SdkHttpMethod.POST)
                .uri(URI.create("http://localhost:8080/"))
                .putHeader("Content-Type", "application/x-amz-json-1.1")
                .putHeader("X-Amz-Target", "AWSCognitoIdentityProviderService.DescribeUserPool")
                .contentStreamProvider(() -> new ByteArrayInputStream(BODY.getBytes(StandardCharsets.UTF_8)))
                .build();
    }

    private static SdkHttpFullRequest get(String path, String query) {
        return SdkHttpFullRequest.builder()
                .method(SdkHttpMethod.GET)
                .uri(URI.create("http://localhost:8080" + path + (query.isEmpty() ? "" : "?" + query)))
                .build();
    }

    private static HttpFacts sign(
            SdkHttpFullRequest request,
            String token,
            Instant at,
            Consumer<SignRequest.Builder<AwsCredentialsIdentity>> more) {
        AwsCredentialsIdentity identity = token.isEmpty()
                ? AwsCredentialsIdentity.create("AKIDOPERATOR", SECRET)
                : AwsSessionCredentialsIdentity.create("AKIDOPERATOR", SECRET, token);
        SdkHttpRequest signed = AwsV4HttpSigner.create()
                .sign(builder -> {
                    builder.identity(identity)
                            .request(request)
                            .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(at, ZoneOffset.UTC))
                            .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, "cognito-idp")
                            .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1");
                    request.contentStreamProvider().ifPresent(builder::payload);
                    more.accept(builder);
                })
                .request();
        List<Map.Entry<String, String>> headers = new ArrayList<>();
        signed.headers().forEach((name, values) -> values.forEach(value -> headers.add(Map.entry(name, value))));
        return new HttpFacts(
                signed.method().name(),
                signed.getUri().getRawPath(),
                Optional.ofNullable(signed.getUri().getRawQuery()).orElse(""),
                headers,
                request.contentStreamProvider().isPresent() ? BODY.getBytes(StandardCharsets.UTF_8) : new byte[0],
                Optional.empty());
    }
}
