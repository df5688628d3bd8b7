package dev.signet.iam.policy;

import java.util.List;

/** A role's trust policy: who may assume it. */
public final class TrustPolicy {
    private static final String COGNITO = "cognito-identity.amazonaws.com";

    private final List<Statement> statements;

    private TrustPolicy(List<Statement> statements) {
        this.statements = statements;
    }

    /**
     * Reads and checks a policy document. One that trusts Cognito identities must say of which pool, else anybody's
     * pool could hand out the role.
     */
    public static TrustPolicy parse(String json) throws PolicyMalformed {
        List<Statement> statements = new PolicyReader(PolicyReader.Kind.TRUST).read(json);
        for (Statement statement : statements) {
            boolean trustsCognito = statement.allow()
                    && statement.covers("sts:AssumeRoleWithWebIdentity")
                    && statement
                            .principals()
                            .filter(named -> named.include(new Asker.Federated(COGNITO)))
                            .isPresent();
            if (trustsCognito
                    && statement.conditions().stream().noneMatch(condition -> condition.requires(COGNITO + ":aud"))) {
                throw new PolicyMalformed("A condition block must be present for the Cognito provider");
            }
        }
        return new TrustPolicy(statements);
    }

    /** Decides whether the asker may do the request's action, such as {@code sts:AssumeRole}; its resource plays no part. */
    public Decision decide(AccessRequest request, Asker asker) {
        Decision decision = Decision.NOT_ALLOWED;
        for (Statement statement : statements) {
            decision = decision.or(statement.decide(request, asker));
        }
        return decision;
    }
}
