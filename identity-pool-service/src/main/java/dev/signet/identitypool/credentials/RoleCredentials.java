package dev.signet.identitypool.credentials;

import dev.signet.iam.RoleSession;
import dev.signet.iam.policy.AccessRequest;
import dev.signet.iam.policy.Asker;
import dev.signet.iam.policy.Decision;
import dev.signet.iam.policy.RequestContext;
import dev.signet.iam.role.Role;
import dev.signet.iam.role.Roles;
import dev.signet.iam.session.SessionCredentials;
import dev.signet.iam.session.SessionGrant;
import dev.signet.iam.session.TemporaryCredentials;
import dev.signet.identitypool.Refusals;
import dev.signet.identitypool.identity.Opened;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Issues the credentials of a pool's role for an identity, if the role trusts the pool with such an identity. */
@ApplicationScoped
class RoleCredentials {
    private static final Duration LIFETIME = Duration.ofHours(1);
    private static final String SESSION_NAME = "CognitoIdentityCredentials";
    private static final Asker COGNITO = new Asker.Federated("cognito-identity.amazonaws.com");

    private final Roles roles;
    private final SessionCredentials credentials;
    private final InstantSource clock;

    RoleCredentials(Roles roles, SessionCredentials credentials, InstantSource clock) {
        this.roles = roles;
        this.credentials = credentials;
        this.clock = clock;
    }

    /** @param customRole the role that the caller asks for, which only its token can allow */
    Uni<TemporaryCredentials> of(Opened opened, Optional<String> customRole) {
        Map<String, List<String>> context = Map.of(
                RoleSession.IDENTITY_POOL, List.of(opened.poolId()),
                RoleSession.IDENTITY, List.of(opened.identityId()),
                RoleSession.IDENTITY_PROOF, opened.methods());
        return roles.find(role(opened, customRole))
                .map(found -> found.filter(role -> trusts(role, context)).orElseThrow(Refusals::checkAssignedRoles))
                .map(role -> credentials.issue(grant(role, opened, context)));
    }

    /** Source: "Using tokens to assign roles to users" in the Cognito developer guide. */
    private static String role(Opened opened, Optional<String> customRole) {
        customRole.filter(arn -> !opened.allowsRole(arn)).ifPresent(arn -> {
            throw Refusals.roleForbidden(arn);
        });
        var roles = opened.pool().roles();
        return customRole
                .or(() -> opened.guest() ? roles.unauthenticated() : roles.authenticated())
                .orElseThrow(Refusals::checkAssignedRoles);
    }

    private static boolean trusts(Role role, Map<String, List<String>> context) {
        var request = new AccessRequest("sts:AssumeRoleWithWebIdentity", role.arn(), RequestContext.of(context));
        return role.trust().decide(request, COGNITO) == Decision.ALLOWED;
    }

    private SessionGrant grant(Role role, Opened opened, Map<String, List<String>> context) {
        return new SessionGrant(
                role.arn(),
                role.id(),
                SESSION_NAME,
                clock.instant().plus(LIFETIME),
                opened.guest() ? List.of(GuestPolicy.JSON) : List.of(),
                context);
    }
}
