package dev.signet.identitypool.pool;

import dev.signet.iam.AccountConfig;
import dev.signet.iam.Act;
import dev.signet.iam.Authorizer;
import dev.signet.iam.Operator;
import dev.signet.iam.RoleSession;
import dev.signet.iam.Verdict;
import dev.signet.identitypool.Refusals;
import dev.signet.wire.Call;
import dev.signet.wire.HttpFacts;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Who may give a role to an identity pool: somebody allowed {@code iam:PassRole} on it. */
@ApplicationScoped
class PassRoleAccess {
    private final Authorizer authorizer;
    private final String roleArnPrefix;

    PassRoleAccess(Authorizer authorizer, AccountConfig account) {
        this.authorizer = authorizer;
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
        List<Map.Entry<String, String>> headers = call.userAgent()
                .map(agent -> List.of(Map.entry("User-Agent", agent)))
                .orElse(List.of());
        var http = new HttpFacts("POST", "/", "", headers, new byte[0], call.sourceAddress());
        return authorizer
                .decide(session, new Act("iam", "PassRole", roleArn), http)
                .map(Verdict::allowed);
    }
}
