package dev.signet.keyset;

/** The keyset is missing, damaged or not the one that sealed what is stored: the service must not start. */
public final class KeysetUnusable extends RuntimeException {
    public KeysetUnusable(String message, Throwable cause) {
        super(message, cause);
    }
}
