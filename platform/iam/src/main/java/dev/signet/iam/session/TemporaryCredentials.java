package dev.signet.iam.session;

import java.time.Instant;

/** Credentials as a client gets them. */
public record TemporaryCredentials(String accessKeyId, String secretAccessKey, String sessionToken, Instant expiresAt) {
    @Override
    public String toString() {
        return "TemporaryCredentials[accessKeyId=" + accessKeyId + ", expiresAt=" + expiresAt + "]";
    }
}
