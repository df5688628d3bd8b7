package dev.signet.chaos.cluster;

/** A backlog did not drain in time. */
public final class NotDrained extends Exception {
    NotDrained(String message) {
        super(message);
    }
}
