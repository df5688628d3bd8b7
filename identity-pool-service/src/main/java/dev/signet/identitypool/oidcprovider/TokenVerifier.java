package dev.signet.identitypool.oidcprovider;

import io.smallrye.mutiny.Uni;
import java.util.Set;

/** Verifies tokens of web identity providers against the keys that their issuers publish. */
public interface TokenVerifier {
    /**
     * What a token says of its issuer, to know whose keys to try; nothing of it is proven. Refuses with
     * {@link TokenRefused} what is no token.
     */
    String claimedIssuer(String token);

    /**
     * Verifies a token's signature, issuer, audience and time; fails with {@link TokenRefused}.
     *
     * @param audiences the client ids of which the token must be for one
     */
    Uni<VerifiedToken> verify(String token, TrustedIssuer issuer, Set<String> audiences);
}
