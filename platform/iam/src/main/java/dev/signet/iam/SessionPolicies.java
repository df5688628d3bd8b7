package dev.signet.iam;

import dev.signet.iam.policy.AccessRequest;
import dev.signet.iam.policy.Decision;
import dev.signet.iam.policy.PermissionPolicy;
import dev.signet.iam.policy.PolicyMalformed;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Session policies, read once while they are in use: sessions carry them as text, and many carry the same. */
final class SessionPolicies {
    private static final int MOST = 512;

    private final Map<String, PermissionPolicy> recent = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, PermissionPolicy> eldest) {
            return size() > MOST;
        }
    };

    /** All must allow; without any there is nothing to narrow. */
    Decision decide(List<String> policies, AccessRequest request) {
        boolean allowed = true;
        for (String policy : policies) {
            Decision decision = read(policy).decide(request);
            if (decision == Decision.DENIED) {
                return Decision.DENIED;
            }
            allowed &= decision == Decision.ALLOWED;
        }
        return allowed ? Decision.ALLOWED : Decision.NOT_ALLOWED;
    }

    private synchronized PermissionPolicy read(String json) {
        PermissionPolicy known = recent.get(json);
        if (known != null) {
            return known;
        }
        try {
            PermissionPolicy policy = PermissionPolicy.parse(json);
            recent.put(json, policy);
            return policy;
        } catch (PolicyMalformed e) {
            throw new IllegalStateException("A session policy that was checked when issued cannot be read", e);
        }
    }
}
