package dev.signet.iam;

import dev.signet.wire.Caller;
import dev.signet.wire.CommonError;
import dev.signet.wire.Gate;
import dev.signet.wire.HttpFacts;
import dev.signet.wire.IncomingCall;
import dev.signet.wire.Refusal;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Set;

/** Lets a call pass when its signature holds and IAM allows the action; unsigned operations are open to all. */
@Singleton
public class IamGate implements Gate {
    /** Nobody can be forbidden to ask who he is; whether a role may be assumed, its trust policy says too. */
    private static final Set<String> DECIDED_BY_OPERATION = Set.of("sts:GetCallerIdentity", "sts:AssumeRole");

    private final Authentication authentication;
    private final Authorizer authorizer;
    private final ContextKeys contextKeys;
    private final ResourceNames resources;

    IamGate(Authentication authentication, Authorizer authorizer, ContextKeys contextKeys, ResourceNames resources) {
        this.authentication = authentication;
        this.authorizer = authorizer;
        this.contextKeys = contextKeys;
        this.resources = resources;
    }

    @Override
    public Uni<Caller> admit(IncomingCall call) {
        if (call.unsigned()) {
            return Uni.createFrom().item(new Anonymous());
        }
        return signer(call.http(), call.service())
                .chain(principal -> allowed(principal, call))
                .map(Caller.class::cast);
    }

    /** As for an AWS call, for an HTTP endpoint that is none: verifies the signature and asks IAM about the act. */
    public Uni<Principal> admit(HttpFacts http, Act act) {
        return signer(http, act.service()).chain(principal -> allowed(principal, act, http));
    }

    private Uni<Principal> signer(HttpFacts http, String service) {
        return Uni.createFrom().item(() -> authentication.of(http, service));
    }

    /** The resource is looked up only for those whose signature holds, and who are not allowed everything anyway. */
    private Uni<Principal> allowed(Principal principal, IncomingCall call) {
        if (!(principal instanceof RoleSession)) {
            return Uni.createFrom().item(principal);
        }
        return resources
                .find(call.request())
                .map(arn -> new Act(call.service(), call.operation(), arn))
                .chain(act -> allowed(principal, act, call.http()));
    }

    private Uni<Principal> allowed(Principal principal, Act act, HttpFacts http) {
        if (!(principal instanceof RoleSession session) || DECIDED_BY_OPERATION.contains(act.action())) {
            return Uni.createFrom().item(principal);
        }
        return authorizer
                .decide(session, act, contextKeys.of(session, CallOrigin.of(http)))
                .map(verdict -> {
                    if (!verdict.allowed()) {
                        throw Refusal.of(CommonError.ACCESS_DENIED, verdict.message(session, act));
                    }
                    return session;
                });
    }
}
