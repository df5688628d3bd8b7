package dev.signet.iam.session;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What temporary credentials are to be good for.
 *
 * @param sessionPolicies JSON policies that narrow the role's, none when empty
 * @param context condition keys fixed for the session's life
 */
public record SessionGrant(
        String roleArn,
        String roleId,
        String sessionName,
        Instant expiresAt,
        List<String> sessionPolicies,
        Map<String, List<String>> context) {
    public SessionGrant {
        sessionPolicies = List.copyOf(sessionPolicies);
        context = Map.copyOf(context);
    }
}
