package dev.signet.iam.policy;

/** A policy document that IAM would not accept; the message says why, in IAM's words where they are known. */
public final class PolicyMalformed extends Exception {
    public PolicyMalformed(String message) {
        super(message);
    }
}
