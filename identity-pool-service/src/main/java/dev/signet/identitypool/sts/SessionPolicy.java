package dev.signet.identitypool.sts;

import dev.signet.iam.policy.PermissionPolicy;
import dev.signet.iam.policy.PolicyMalformed;
import dev.signet.identitypool.StsRefusals;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The policy by which a caller narrows the session that it asks for. */
record SessionPolicy(Optional<String> document) {
    private static final int LONGEST = 2_048;

    static SessionPolicy of(@Nullable String document) {
        if (document == null) {
            return new SessionPolicy(Optional.empty());
        }
        if (document.length() > LONGEST) {
            throw StsRefusals.policyTooLarge(percent(document));
        }
        try {
            PermissionPolicy.parse(document);
        } catch (PolicyMalformed e) {
            throw StsRefusals.malformedPolicy(String.valueOf(e.getMessage()));
        }
        return new SessionPolicy(Optional.of(document));
    }

    List<String> documents() {
        return document.stream().toList();
    }

    /** How much of what a session may carry the policy takes, in percent; null without a policy, as AWS answers. */
    @Nullable
    Integer packedSize() {
        return document.map(SessionPolicy::percent).orElse(null);
    }

    private static int percent(String document) {
        return Math.ceilDiv(document.length() * 100, LONGEST);
    }
}
