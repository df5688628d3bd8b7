package dev.signet.wire.model;

/**
 * An error as it goes over the wire.
 *
 * @param code the code that clients see
 * @param status the HTTP status
 */
public record ErrorModel(String code, int status) {
    /** Whether the client is at fault. */
    public boolean senderFault() {
        return status < 500;
    }
}
