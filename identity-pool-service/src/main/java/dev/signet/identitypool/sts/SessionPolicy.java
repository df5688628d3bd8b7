package dev.signet.identitypool.sts;

import dev.signet.iam.policy.PermissionPolicy;
import dev.signet.iam.policy.PolicyMalformed;
import dev.signet.identitypool.StsRefusals;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The policy by which a caller narrows the session that it asks for. */
record SessionPolicy(Optional<String> document) {
    static SessionPolicy of(@Nullable String document) {
        if (document == null) {
            return new SessionPolicy(Optional.empty());
        }
        SessionPolicy policy = new SessionPolicy(Optional.of(document));
        PackedSize.require(policy, SessionTags.none());
        try {
            PermissionPolicy.parse(document);
        } catch (PolicyMalformed e) {
            throw StsRefusals.malformedPolicy(String.valueOf(e.getMessage()));
        }
        return policy;
    }

    List<String> documents() {
        return document.stream().toList();
    }

    int length() {
        return document.map(String::length).orElse(0);
    }
}
