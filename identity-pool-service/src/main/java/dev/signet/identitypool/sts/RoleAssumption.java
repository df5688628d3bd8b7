package dev.signet.identitypool.sts;

import dev.signet.iam.Act;
import dev.signet.iam.Anonymous;
import dev.signet.iam.Authorizer;
import dev.signet.iam.CallOrigin;
import dev.signet.iam.ContextKeys;
import dev.signet.iam.Operator;
import dev.signet.iam.Principal;
import dev.signet.iam.RoleSession;
import dev.signet.iam.policy.AccessRequest;
import dev.signet.iam.policy.Asker;
import dev.signet.iam.policy.Decision;
import dev.signet.iam.policy.RequestContext;
import dev.signet.iam.role.Role;
import dev.signet.iam.role.Roles;
import dev.signet.identitypool.StsRefusals;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;

/**
 * Decides whether a caller may assume a role: the role must trust it, and its own policies must not forbid it. Where the
 * role trusts the account as a whole, the caller's own policies must allow it too.
 */
@ApplicationScoped
class RoleAssumption {
    private static final String SOURCE_IDENTITY = "aws:SourceIdentity";

    private final Roles roles;
    private final Authorizer authorizer;
    private final ContextKeys contextKeys;
    private final Sessions sessions;

    RoleAssumption(Roles roles, Authorizer authorizer, ContextKeys contextKeys, Sessions sessions) {
        this.roles = roles;
        this.authorizer = authorizer;
        this.contextKeys = contextKeys;
        this.sessions = sessions;
    }

    Uni<AssumeRoleResponse> assume(AssumeRoleRequest request, Principal caller, CallOrigin origin) {
        SessionPolicy policy = SessionPolicy.of(request.policy());
        Wish wish = wish(request, caller, contextKeys.of(caller, origin));
        PackedSize.require(policy, wish.tags());
        return roles.find(request.roleArn())
                .map(role -> role.orElseThrow(() -> refusal(wish, "sts:AssumeRole")))
                .call(role -> permitted(wish, role))
                .map(role -> answer(request, wish, role, policy));
    }

    private static Wish wish(AssumeRoleRequest request, Principal caller, RequestContext context) {
        Map<String, List<String>> callers = caller instanceof RoleSession session ? session.context() : Map.of();
        SessionTags tags = SessionTags.of(request.tags(), request.transitiveTagKeys(), callers);
        Optional<String> source = sourceIdentity(request, callers);
        Map<String, List<String>> keys = new HashMap<>(tags.requestKeys());
        keys.put("sts:RoleSessionName", List.of(request.roleSessionName()));
        keys.put(
                "sts:ExternalId",
                Optional.ofNullable(request.externalId()).stream().toList());
        keys.put("sts:SourceIdentity", source.stream().toList());
        return new Wish(caller, request.roleArn(), tags, source, context.with(keys));
    }

    /** Once set, it stays for all sessions begun from this one. */
    private static Optional<String> sourceIdentity(AssumeRoleRequest request, Map<String, List<String>> callers) {
        Optional<String> set =
                callers.getOrDefault(SOURCE_IDENTITY, List.of()).stream().findFirst();
        Optional<String> asked = Optional.ofNullable(request.sourceIdentity());
        if (set.isPresent() && asked.isPresent() && !set.equals(asked)) {
            throw StsRefusals.sourceIdentityFixed();
        }
        return set.or(() -> asked);
    }

    private Uni<Void> permitted(Wish wish, Role role) {
        List<Uni<Void>> checks = new ArrayList<>();
        for (String operation : wish.operations()) {
            Act act = new Act("sts", operation, wish.roleArn());
            AccessRequest request = new AccessRequest(act.action(), act.resource(), wish.context());
            if (role.trust().decide(request, wish.asker(true)) != Decision.ALLOWED) {
                throw refusal(wish, act.action());
            }
            boolean named = role.trust().decide(request, wish.asker(false)) == Decision.ALLOWED;
            checks.add(permittedByOwnPolicies(wish, act, named));
        }
        return Uni.join().all(checks).andFailFast().replaceWithVoid();
    }

    /** @param named whether the role trusts the caller by name, so that its account need not allow it once more */
    private Uni<Void> permittedByOwnPolicies(Wish wish, Act act, boolean named) {
        if (!(wish.caller() instanceof RoleSession session)) {
            return Uni.createFrom().voidItem();
        }
        boolean trustSuffices = named && session.sessionPolicies().isEmpty();
        return authorizer
                .decide(session, act, wish.context())
                .invoke(verdict -> {
                    if (verdict.explicitlyDenied() || !verdict.allowed() && !trustSuffices) {
                        throw refusal(wish, act.action());
                    }
                })
                .replaceWithVoid();
    }

    private AssumeRoleResponse answer(AssumeRoleRequest request, Wish wish, Role role, SessionPolicy policy) {
        Duration duration = wish.caller() instanceof RoleSession
                ? Sessions.chainedDuration(request.durationSeconds(), role)
                : Sessions.duration(request.durationSeconds(), role);
        Map<String, List<String>> context = new HashMap<>(wish.tags().sessionKeys());
        wish.sourceIdentity().ifPresent(source -> context.put(SOURCE_IDENTITY, List.of(source)));
        Sessions.Issued issued = sessions.issue(role, request.roleSessionName(), duration, policy, context);
        return AssumeRoleResponse.builder()
                .credentials(issued.answered())
                .assumedRoleUser(issued.user())
                .packedPolicySize(PackedSize.answered(policy, wish.tags()))
                .sourceIdentity(wish.sourceIdentity().orElse(null))
                .build();
    }

    private static RuntimeException refusal(Wish wish, String action) {
        return StsRefusals.mayNotAssume(wish.callerArn(), action, wish.roleArn());
    }

    /** Who wants to assume which role, and under which conditions. */
    private record Wish(
            Principal caller,
            String roleArn,
            SessionTags tags,
            Optional<String> sourceIdentity,
            RequestContext context) {
        List<String> operations() {
            List<String> operations = new ArrayList<>(List.of("AssumeRole"));
            if (!tags.values().isEmpty()) {
                operations.add("TagSession");
            }
            if (sourceIdentity.isPresent()) {
                operations.add("SetSourceIdentity");
            }
            return operations;
        }

        /** @param withAccount whether trust in the whole account counts */
        Asker asker(boolean withAccount) {
            return switch (caller) {
                case Operator operator ->
                    new Asker.Aws(account(operator.accountId(), withAccount), Set.of(operator.arn()));
                case RoleSession session ->
                    new Asker.Aws(account(session.accountId(), withAccount), Set.of(session.roleArn(), session.arn()));
                case Anonymous _ -> throw new IllegalStateException("The gate lets no stranger in here");
            };
        }

        String callerArn() {
            return switch (caller) {
                case Operator operator -> operator.arn();
                case RoleSession session -> session.arn();
                case Anonymous _ -> throw new IllegalStateException("The gate lets no stranger in here");
            };
        }

        private static Optional<String> account(String id, boolean counts) {
            return Optional.of(id).filter(_ -> counts);
        }
    }
}
