package dev.signet.iam.sigv4;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A signature as a request presents it, before anything of it was checked.
 *
 * @param signedHeaders lower case, sorted
 * @param date {@code X-Amz-Date} as sent
 * @param lifetime how long a presigned URL is good; empty when the signature came in a header
 */
record ClaimedSignature(
        CredentialScope scope,
        List<String> signedHeaders,
        String signature,
        String date,
        Optional<Duration> lifetime,
        Optional<String> sessionToken) {
    static final String ALGORITHM = "AWS4-HMAC-SHA256";

    boolean presigned() {
        return lifetime.isPresent();
    }
}
