package dev.signet.iam;

import dev.signet.iam.policy.Decision;

/** What IAM says to an act, and which policy said it. */
public enum Verdict {
    ALLOWED("", false),
    DENIED_BY_ROLE("with an explicit deny in an identity-based policy", true),
    DENIED_BY_SESSION("with an explicit deny in a session policy", true),
    NOT_ALLOWED_BY_ROLE("because no identity-based policy allows the %s action", false),
    NOT_ALLOWED_BY_SESSION("because no session policy allows the %s action", false);

    private final String reason;
    private final boolean explicit;

    Verdict(String reason, boolean explicit) {
        this.reason = reason;
        this.explicit = explicit;
    }

    /** Both must allow, and a denial of either is final. */
    static Verdict of(Decision role, Decision session) {
        if (role == Decision.DENIED) {
            return DENIED_BY_ROLE;
        }
        if (session == Decision.DENIED) {
            return DENIED_BY_SESSION;
        }
        if (role == Decision.NOT_ALLOWED) {
            return NOT_ALLOWED_BY_ROLE;
        }
        return session == Decision.NOT_ALLOWED ? NOT_ALLOWED_BY_SESSION : ALLOWED;
    }

    public boolean allowed() {
        return this == ALLOWED;
    }

    /** Whether a policy denies the act, so that no other policy can allow it. */
    public boolean explicitlyDenied() {
        return explicit;
    }

    /** AWS's words to a caller that may not do an act. */
    public String message(RoleSession caller, Act act) {
        return "User: " + caller.arn() + " is not authorized to perform: " + act.action() + " on resource: "
                + act.resource() + " " + reason.formatted(act.action());
    }
}
