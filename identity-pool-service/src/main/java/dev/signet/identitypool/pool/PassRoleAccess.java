package dev.signet.identitypool.pool;

import dev.signet.iam.AccountConfig;
import dev.signet.iam.Act;
import dev.signet.iam.Authorizer;
import dev.signet.iam.CallOrigin;
import dev.signet.iam.ContextKeys;
import dev.signet.iam.Operator;
import dev.signet.iam.RoleSession;
import dev.signet.iam.Verdict;
import dev.signet.identitypool.Refusals;
import dev.signet.wire.Call;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;

/** Who may give a role to an identity pool: somebody allowed {@code iam:PassRole} on it. */
@ApplicationScoped
class PassRoleAccess {
    private final Authorizer authorizer;
    private final ContextKeys contextKeys;
    private final String roleArnPrefix;

    PassRoleAccess(Authorizer authorizer, ContextKeys contextKeys, AccountConfig account) {
        this.authorizer = authorizer;
        this.contextKeys = contextKeys;
        this.roleArnPrefix = "arn:aws:iam::" + account.accountId() + ":role/";
    }

    /** Fails with a refusal when the caller may not pass all of the roles. */
    Uni<Void> check(Collection<String> roleArns, Call call) {
        Uni<Void> checked = Uni.createFrom().voidItem();
        for (String arn : roleArns) {
            checked = checked.chain(() -> check(arn, call));
        }
        return checked;
    }

    private Uni<Void> check(String roleArn, Call call) {
        Uni<Boolean> allowed =
                switch (call.caller()) {
                    case Operator _ -> Uni.createFrom().item(true);
                    case RoleSession session -> allowed(session, roleArn, call);
                    default -> Uni.createFrom().item(false);
                };
        return allowed.map(yes -> yes && roleArn.startsWith(roleArnPrefix))
                .chain(yes ->
                        yes ? Uni.createFrom().voidItem() : Uni.createFrom().failure(Refusals.roleForbidden(roleArn)));
    }

    private Uni<Boolean> allowed(RoleSession session, String roleArn, Call call) {
        return authorizer
                .decide(session, new Act("iam", "PassRole", roleArn), contextKeys.of(session, CallOrigin.of(call)))
                .map(Verdict::allowed);
    }
}
