package dev.signet.identitypool.oidcprovider;

/** A token that does not prove what it should, and why; each caller words its own answer. */
public final class TokenRefused extends RuntimeException {
    private final Reason reason;

    public TokenRefused(Reason reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }

    /** Why a token was refused. */
    public enum Reason {
        /** Not a token at all. */
        MALFORMED,
        /** Not its issuer's, not signed by one of the issuer's keys, or short of a claim. */
        INVALID,
        /** Good once, but ended. */
        EXPIRED,
        /** Issued for somebody else. */
        AUDIENCE,
        /** The issuer's keys could not be fetched. */
        UNREACHABLE
    }
}
