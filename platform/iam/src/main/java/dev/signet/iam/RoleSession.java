package dev.signet.iam;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A role assumed for a while: what the sealed session token carries, less the secret key.
 *
 * @param accessKeyId the session's {@code ASIA...} key id
 * @param roleArn the role that was assumed
 * @param roleId the role's unique id ({@code AROA...}), so that a role made anew under the same name is another role
 * @param sessionName the role session's name
 * @param expiresAt when the credentials end
 * @param sessionPolicies JSON policies that narrow the role's, none when empty
 * @param context condition keys fixed when the role was assumed, such as {@code cognito-identity.amazonaws.com:sub}
 */
public record RoleSession(
        String accessKeyId,
        String roleArn,
        String roleId,
        String sessionName,
        Instant expiresAt,
        List<String> sessionPolicies,
        Map<String, List<String>> context)
        implements Principal {
    /** The condition key that holds the identity pool's id. */
    public static final String IDENTITY_POOL = "cognito-identity.amazonaws.com:aud";

    /** The condition key that holds the identity's id. */
    public static final String IDENTITY = "cognito-identity.amazonaws.com:sub";

    /** The condition key that holds how the identity was proven. */
    public static final String IDENTITY_PROOF = "cognito-identity.amazonaws.com:amr";

    public RoleSession {
        sessionPolicies = List.copyOf(sessionPolicies);
        context = Map.copyOf(context);
    }

    /** The identity that these credentials were given to, if they came from an identity pool. */
    public Optional<String> identityId() {
        return context.getOrDefault(IDENTITY, List.of()).stream().findFirst();
    }

    /** The identity pool that these credentials came from, if any. */
    public Optional<String> identityPoolId() {
        return context.getOrDefault(IDENTITY_POOL, List.of()).stream().findFirst();
    }

    /** The account that the role belongs to. */
    public String accountId() {
        return roleArn.split(":", 6)[4];
    }

    /** The session's own name, {@code arn:aws:sts::<account>:assumed-role/<role name>/<session name>}. */
    public String arn() {
        String roleName = roleArn.substring(roleArn.lastIndexOf('/') + 1);
        return "arn:aws:sts::" + accountId() + ":assumed-role/" + roleName + "/" + sessionName;
    }

    /** The session's unique id, {@code <role id>:<session name>}. */
    public String userId() {
        return roleId + ":" + sessionName;
    }
}
