package dev.signet.iam.sigv4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.wire.HttpFacts;
import dev.signet.wire.Refusal;
import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The signing suites that awslabs/aws-c-auth (38 requests, each signed in a header and in the query) and boto/botocore publish. */
class PublishedVectorsTest {
    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    private static final InstantSource SIGNED_AT = InstantSource.fixed(Instant.parse("2015-08-30T12:36:00Z"));
    private static final KeyRing<String> KEYS = (id, _) -> new SigningKey<>(id, SECRET);

    private final SignatureVerifier verifier = new SignatureVerifier(SIGNED_AT);

    static List<Path> signedRequests() throws IOException {
        try (Stream<Path> files = Files.walk(suite())) {
            return files.filter(file -> file.toString().endsWith(".authz")
                            || file.toString().endsWith("signed-request.txt"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void theWholeOfBothSuitesIsThere() throws IOException {
        assertThat(signedRequests()).hasSize(38 * 2 + 34);
    }

    @ParameterizedTest
    @MethodSource("signedRequests")
    void acceptsThePublishedSignature(Path file) throws IOException {
        HttpFacts http = signedRequest(file);

        String owner = verifier.verify(http, "service", Set.of("us-east-1"), KEYS);

        assertThat(owner).isEqualTo("AKIDEXAMPLE");
    }

    @ParameterizedTest
    @MethodSource("signedRequests")
    void refusesThePublishedSignatureOnAnotherRequest(Path file) throws IOException {
        HttpFacts http = signedRequest(file);
        HttpFacts otherPath = RawHttp.withPath(http, http.rawPath() + "x");
        HttpFacts otherMethod = RawHttp.withMethod(http, "PUT");
        HttpFacts otherQuery = RawHttp.withQuery(http, http.rawQuery() + "&a=b");
        HttpFacts otherBody = RawHttp.withBody(http, "not what was signed");

        for (HttpFacts tampered : List.of(otherPath, otherMethod, otherQuery, otherBody)) {
            assertThatThrownBy(() -> verifier.verify(tampered, "service", Set.of("us-east-1"), KEYS))
                    .isInstanceOf(Refusal.class);
        }
    }

    /** botocore keeps the true signature in a file of its own: one of its signed requests carries a wrong one. */
    private static HttpFacts signedRequest(Path file) throws IOException {
        if (!file.toString().endsWith(".authz")) {
            return RawHttp.parse(Files.readString(file));
        }
        Path request = Path.of(file.toString().replace(".authz", ".sreq"));
        String authorization = Files.readString(file);
        return RawHttp.withHeader(RawHttp.parse(Files.readString(request)), "Authorization", _ -> authorization);
    }

    private static Path suite() {
        URL folder = Objects.requireNonNull(PublishedVectorsTest.class.getResource("/sigv4"));
        try {
            return Path.of(folder.toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
