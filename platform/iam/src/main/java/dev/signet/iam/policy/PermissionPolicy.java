package dev.signet.iam.policy;

import java.util.List;

/** A role's inline policy or a session policy: what its bearer may do. */
public final class PermissionPolicy {
    private final List<Statement> statements;

    private PermissionPolicy(List<Statement> statements) {
        this.statements = statements;
    }

    /** Reads and checks a policy document. */
    public static PermissionPolicy parse(String json) throws PolicyMalformed {
        return new PermissionPolicy(new PolicyReader(PolicyReader.Kind.PERMISSION).read(json));
    }

    public Decision decide(AccessRequest request) {
        Decision decision = Decision.NOT_ALLOWED;
        for (Statement statement : statements) {
            decision = decision.or(statement.decide(request));
        }
        return decision;
    }
}
