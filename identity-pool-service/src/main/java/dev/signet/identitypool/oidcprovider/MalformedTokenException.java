package dev.signet.identitypool.oidcprovider;

/** A text is no JSON web token of the kind that OpenID Connect asks for. */
final class MalformedTokenException extends Exception {
    MalformedTokenException(String message) {
        super(message);
    }
}
