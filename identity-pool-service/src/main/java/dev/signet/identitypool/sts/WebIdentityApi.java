package dev.signet.identitypool.sts;

import dev.signet.iam.CallOrigin;
import dev.signet.iam.ContextKeys;
import dev.signet.iam.Principal;
import dev.signet.iam.policy.AccessRequest;
import dev.signet.iam.policy.Asker;
import dev.signet.iam.policy.Decision;
import dev.signet.iam.policy.RequestContext;
import dev.signet.iam.role.Role;
import dev.signet.iam.role.Roles;
import dev.signet.identitypool.StsRefusals;
import dev.signet.wire.Api;
import dev.signet.wire.Call;
import dev.signet.wire.Partial;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithWebIdentityRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleWithWebIdentityResponse;

/** Credentials of a role for somebody with a token of a web identity provider that the role trusts. */
@ApplicationScoped
public class WebIdentityApi implements Api {
    private static final String ACTION = "sts:AssumeRoleWithWebIdentity";

    private final WebIdentities identities;
    private final Roles roles;
    private final ContextKeys contextKeys;
    private final Sessions sessions;

    WebIdentityApi(WebIdentities identities, Roles roles, ContextKeys contextKeys, Sessions sessions) {
        this.identities = identities;
        this.roles = roles;
        this.contextKeys = contextKeys;
        this.sessions = sessions;
    }

    @Partial("ProviderId (OAuth 2.0 access tokens) and PolicyArns are refused; no session tags from tokens.")
    public Uni<AssumeRoleWithWebIdentityResponse> assumeRoleWithWebIdentity(
            AssumeRoleWithWebIdentityRequest request, Call call) {
        if (request.providerId() != null) {
            throw StsRefusals.settingNotBuilt("ProviderId");
        }
        if (request.hasPolicyArns() && !request.policyArns().isEmpty()) {
            throw StsRefusals.settingNotBuilt("PolicyArns");
        }
        SessionPolicy policy = SessionPolicy.of(request.policy());
        RequestContext origin = contextKeys.of((Principal) call.caller(), CallOrigin.of(call));
        return identities
                .prove(request.webIdentityToken())
                .chain(identity -> answer(request, policy, origin, identity));
    }

    private Uni<AssumeRoleWithWebIdentityResponse> answer(
            AssumeRoleWithWebIdentityRequest request,
            SessionPolicy policy,
            RequestContext origin,
            WebIdentity identity) {
        RequestContext context =
                origin.with(identity.keys()).with(Map.of("sts:RoleSessionName", List.of(request.roleSessionName())));
        return roles.find(request.roleArn())
                .map(found -> trusting(found, identity, context))
                .map(role -> issued(request, policy, identity, role));
    }

    private static Role trusting(Optional<Role> found, WebIdentity identity, RequestContext context) {
        return found.filter(role -> role.trust()
                                .decide(
                                        new AccessRequest(ACTION, role.arn(), context),
                                        new Asker.Federated(identity.provider()))
                        == Decision.ALLOWED)
                .orElseThrow(StsRefusals::mayNotAssumeWithWebIdentity);
    }

    private AssumeRoleWithWebIdentityResponse issued(
            AssumeRoleWithWebIdentityRequest request, SessionPolicy policy, WebIdentity identity, Role role) {
        Sessions.Issued issued = sessions.issue(
                role,
                request.roleSessionName(),
                Sessions.duration(request.durationSeconds(), role),
                policy,
                identity.keys());
        return AssumeRoleWithWebIdentityResponse.builder()
                .credentials(issued.answered())
                .assumedRoleUser(issued.user())
                .packedPolicySize(PackedSize.answered(policy, SessionTags.none()))
                .provider(identity.provider())
                .audience(identity.token().audience().getFirst())
                .subjectFromWebIdentityToken(identity.token().subject())
                .build();
    }
}
