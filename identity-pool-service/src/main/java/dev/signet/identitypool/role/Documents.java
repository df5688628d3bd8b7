package dev.signet.identitypool.role;

import dev.signet.iam.policy.PermissionPolicy;
import dev.signet.iam.policy.PolicyMalformed;
import dev.signet.iam.policy.TrustPolicy;
import dev.signet.identitypool.IamRefusals;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Policy documents at IAM's edge: checked when they come, percent-encoded (RFC 3986) when they go. */
final class Documents {
    private Documents() {}

    static void requireTrustPolicy(String document) {
        try {
            TrustPolicy.parse(document);
        } catch (PolicyMalformed e) {
            throw IamRefusals.malformedPolicy(String.valueOf(e.getMessage()));
        }
    }

    static void requirePermissionPolicy(String document) {
        try {
            PermissionPolicy.parse(document);
        } catch (PolicyMalformed e) {
            throw IamRefusals.malformedPolicy(String.valueOf(e.getMessage()));
        }
    }

    static String encoded(String document) {
        return URLEncoder.encode(document, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
    }
}
