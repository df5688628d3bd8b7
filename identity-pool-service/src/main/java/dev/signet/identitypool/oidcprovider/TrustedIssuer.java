package dev.signet.identitypool.oidcprovider;

import java.net.URI;
import java.util.Optional;

/**
 * An issuer of tokens and where its keys are.
 *
 * @param issuer what {@code iss} must equal
 * @param jwks where the keys are, or empty when the issuer's discovery document says so
 * @param operated whether the operator configured the address, so that it may be a private one
 */
public record TrustedIssuer(String issuer, Optional<URI> jwks, boolean operated) {
    /** An issuer out in the world, whose keys are found by OpenID Connect Discovery. */
    public static TrustedIssuer discovered(String issuer) {
        return new TrustedIssuer(issuer, Optional.empty(), false);
    }

    /** An issuer of this installation, whose keys are at a configured address. */
    public static TrustedIssuer operated(String issuer, URI jwks) {
        return new TrustedIssuer(issuer, Optional.of(jwks), true);
    }
}
