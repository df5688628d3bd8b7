package dev.signet.iam.policy;

/** What policies say to a request. */
public enum Decision {
    /** No statement speaks of it: refused. */
    NOT_ALLOWED,
    /** A statement allows it and none denies it. */
    ALLOWED,
    /** A statement denies it, whatever others allow. */
    DENIED;

    /** What two policies of one set say together: a denial wins, then an allowance. */
    public Decision or(Decision other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
