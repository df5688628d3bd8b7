package dev.signet.iam.policy;

import java.util.Optional;
import java.util.Set;

/** Who asks to assume a role, as a trust policy's Principal names such. */
public sealed interface Asker {
    /**
     * A principal of an AWS account.
     *
     * @param account the account whose trust covers it, or empty to ask whether it is named by itself
     * @param arns the ARNs by which it is known: a role session by the role's and its own
     */
    record Aws(Optional<String> account, Set<String> arns) implements Asker {
        public Aws {
            arns = Set.copyOf(arns);
        }
    }

    /** Somebody with a token of a web identity provider, {@code cognito-identity.amazonaws.com} or an OIDC provider's ARN. */
    record Federated(String provider) implements Asker {}

    /** An AWS service, such as {@code cognito-sync.amazonaws.com}. */
    record Service(String name) implements Asker {}
}
