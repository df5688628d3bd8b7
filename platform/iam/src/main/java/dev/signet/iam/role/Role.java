package dev.signet.iam.role;

import dev.signet.events.RoleEvent.RoleState;
import dev.signet.iam.policy.AccessRequest;
import dev.signet.iam.policy.Decision;
import dev.signet.iam.policy.PermissionPolicy;
import dev.signet.iam.policy.PolicyMalformed;
import dev.signet.iam.policy.TrustPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A role with its policies read and ready to decide. */
public record Role(String arn, String id, Duration longestSession, TrustPolicy trust, List<PermissionPolicy> policies) {
    public Role {
        policies = List.copyOf(policies);
    }

    /** Reads the policies of a role's published state. */
    public static Role of(RoleState state) throws PolicyMalformed {
        List<PermissionPolicy> policies = new ArrayList<>();
        for (String json : state.policies().values()) {
            policies.add(PermissionPolicy.parse(json));
        }
        return new Role(
                state.roleArn(),
                state.roleId(),
                Duration.ofSeconds(state.maxSessionSeconds()),
                TrustPolicy.parse(state.trustPolicy()),
                policies);
    }

    /** What the role's permission policies say together. */
    public Decision decide(AccessRequest request) {
        Decision decision = Decision.NOT_ALLOWED;
        for (PermissionPolicy policy : policies) {
            decision = decision.or(policy.decide(request));
        }
        return decision;
    }
}
