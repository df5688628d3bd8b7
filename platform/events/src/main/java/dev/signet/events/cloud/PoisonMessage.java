package dev.signet.events.cloud;

/** A record that no retry can make understandable. The reason never quotes the record's value. */
public final class PoisonMessage extends RuntimeException {
    public PoisonMessage(String reason) {
        super(reason);
    }
}
