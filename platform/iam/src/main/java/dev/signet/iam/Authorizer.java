package dev.signet.iam;

import dev.signet.iam.policy.AccessRequest;
import dev.signet.iam.policy.Decision;
import dev.signet.iam.policy.RequestContext;
import dev.signet.iam.role.Role;
import dev.signet.iam.role.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Decides whether a role session may do an act: its role's policies as they are now, narrowed by its session policies. */
@Singleton
public class Authorizer {
    private final Roles roles;
    private final SessionPolicies sessionPolicies = new SessionPolicies();

    Authorizer(Roles roles) {
        this.roles = roles;
    }

    /** The verdict on an act in a context, which {@link ContextKeys} gives. */
    public Uni<Verdict> decide(RoleSession session, Act act, RequestContext context) {
        AccessRequest request = new AccessRequest(act.action(), act.resource(), context);
        return roles.find(session.roleArn()).map(role -> decide(session, role, request));
    }

    private Verdict decide(RoleSession session, Optional<Role> role, AccessRequest request) {
        Decision byRole = role.filter(found -> found.id().equals(session.roleId()))
                .map(found -> found.decide(request))
                .orElse(Decision.NOT_ALLOWED);
        return Verdict.of(byRole, sessionPolicies.decide(session.sessionPolicies(), request));
    }
}
