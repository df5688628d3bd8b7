package dev.signet.iam.sigv4;

import java.util.Optional;

/**
 * Finds the secret that a request claims to be signed with.
 *
 * @param <P> what an owner of a key is
 */
public interface KeyRing<P> {
    /**
     * Finds the key of an access key id and, for temporary credentials, its session token.
     *
     * @throws dev.signet.wire.Refusal when there is no such key or it ended
     */
    SigningKey<P> find(String accessKeyId, Optional<String> sessionToken);
}
