package dev.signet.embedded;

/** An embedded server could not be started or stopped; the message says which and why in one sentence. */
public final class ServerFailed extends RuntimeException {
    public ServerFailed(String message) {
        super(message);
    }

    public ServerFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
