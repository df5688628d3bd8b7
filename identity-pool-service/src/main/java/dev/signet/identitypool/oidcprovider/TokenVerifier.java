package dev.signet.identitypool.oidcprovider;

import io.smallrye.mutiny.Uni;
import java.util.Set;

/** Verifies tokens of web identity providers against the keys that their issuers publish. */
public interface TokenVerifier {
    /**
     * Verifies a token's signature, issuer, audience and time; fails with {@link TokenRefused}.
     *
     * @param audiences the client ids of which the token must be for one
     */
    Uni<VerifiedToken> verify(String token, TrustedIssuer issuer, Set<String> audiences);
}
