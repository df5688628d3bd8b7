package dev.signet.iam.sigv4;

import dev.signet.wire.HttpFacts;
import dev.signet.wire.Refusal;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Verifies that a request was signed with Signature Version 4 by the holder of a secret key, for this service and
 * region, just now, and that nothing of it was changed.
 */
public final class SignatureVerifier {
    /** Headers that proxies and browsers' SDKs add to a request after it was signed and that nothing is read from. */
    private static final Set<String> NEED_NOT_BE_SIGNED =
            Set.of("x-amz-security-token", "x-amz-content-sha256", "x-amz-user-agent", "x-amz-cf-id");

    private static final String CONTENT_HASH = "X-Amz-Content-Sha256";

    private final InstantSource clock;

    public SignatureVerifier(InstantSource clock) {
        this.clock = clock;
    }

    /**
     * Names the owner of the key that signed a request.
     *
     * @param service the signing name that the signature must be scoped to
     * @param regions the regions it may be scoped to
     * @throws Refusal in AWS's words, when anything is wrong with the signature
     */
    public <P> P verify(HttpFacts http, String service, Set<String> regions, KeyRing<P> keys) {
        RequestView request = new RequestView(http);
        ClaimedSignature claimed = SignatureReader.read(request);
        checkScope(claimed.scope(), service, regions);
        SignatureTime.check(claimed, clock.instant());
        checkSignedHeaders(request, claimed);
        String bodyHash = checkedBodyHash(request);
        SigningKey<P> key = keys.find(claimed.scope().accessKeyId(), claimed.sessionToken());
        byte[] signingKey = Signing.key(key.secret(), claimed.scope());
        for (String form : CanonicalRequest.forms(request, claimed, bodyHash)) {
            if (Signing.equal(Signing.sign(signingKey, claimed.date(), claimed.scope(), form), claimed.signature())) {
                return key.owner();
            }
        }
        throw SignatureRefusals.mismatch();
    }

    private static void checkScope(CredentialScope scope, String service, Set<String> regions) {
        StringBuilder wrong = new StringBuilder();
        if (!scope.terminator().equals(CredentialScope.TERMINATOR)) {
            wrong.append("Credential should be scoped with a valid terminator: 'aws4_request'. ");
        }
        if (!regions.contains(scope.region())) {
            wrong.append("Credential should be scoped to a valid region. ");
        }
        if (!scope.service().equals(service)) {
            wrong.append("Credential should be scoped to correct service: '")
                    .append(service)
                    .append("'. ");
        }
        if (!wrong.isEmpty()) {
            throw SignatureRefusals.invalid(wrong.toString().strip());
        }
    }

    private static void checkSignedHeaders(RequestView request, ClaimedSignature claimed) {
        Set<String> signed = Set.copyOf(claimed.signedHeaders());
        if (!signed.contains("host") || request.onlyHeader("Host").isEmpty()) {
            throw SignatureRefusals.notSigned("Host");
        }
        for (String name : request.headerNames()) {
            if (name.startsWith("x-amz-") && !signed.contains(name) && !NEED_NOT_BE_SIGNED.contains(name)) {
                throw SignatureRefusals.notSigned(name);
            }
        }
    }

    /** The hash of the body that came; a hash that the client sends along is no more than something to agree with it. */
    private static String checkedBodyHash(RequestView request) {
        String actual = Signing.hash(request.http().body());
        Optional<String> claimed = request.onlyHeader(CONTENT_HASH).or(() -> request.onlyParameter(CONTENT_HASH));
        if (claimed.isPresent() && !actual.equals(claimed.get().toLowerCase(Locale.ROOT))) {
            throw SignatureRefusals.invalid("The provided '" + CONTENT_HASH.toLowerCase(Locale.ROOT)
                    + "' header does not match what was computed.");
        }
        return actual;
    }
}
