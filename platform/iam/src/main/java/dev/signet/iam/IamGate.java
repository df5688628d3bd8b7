package dev.signet.iam;

import dev.signet.iam.sigv4.SignatureVerifier;
import dev.signet.wire.Caller;
import dev.signet.wire.CommonError;
import dev.signet.wire.Gate;
import dev.signet.wire.HttpFacts;
import dev.signet.wire.IncomingCall;
import dev.signet.wire.Refusal;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Set;

/** Lets a call pass when its signature holds and IAM allows the action; unsigned operations are open to all. */
@Singleton
public class IamGate implements Gate {
    /** Services that AWS runs once for all regions: their clients sign for this region wherever they are. */
    private static final Set<String> GLOBAL_SERVICES = Set.of("iam", "sts");

    private static final String GLOBAL_REGION = "us-east-1";

    /** Nobody can be forbidden to ask who he is; whether a role may be assumed, its trust policy says too. */
    private static final Set<String> DECIDED_BY_OPERATION = Set.of("sts:GetCallerIdentity", "sts:AssumeRole");

    private final SignatureVerifier verifier;
    private final Credentials credentials;
    private final Authorizer authorizer;
    private final ResourceNames resources;
    private final String region;

    IamGate(
            InstantSource clock,
            Credentials credentials,
            Authorizer authorizer,
            ResourceNames resources,
            AccountConfig account) {
        this.verifier = new SignatureVerifier(clock);
        this.credentials = credentials;
        this.authorizer = authorizer;
        this.resources = resources;
        this.region = account.region();
    }

    @Override
    public Uni<Caller> admit(IncomingCall call) {
        if (call.unsigned()) {
            return Uni.createFrom().item(new Anonymous());
        }
        Act act = new Act(call.service(), call.operation(), resources.arnOf(call.request()));
        return admit(call.http(), act).map(Caller.class::cast);
    }

    /** As for an AWS call, for an HTTP endpoint that is none: verifies the signature and asks IAM about the act. */
    public Uni<Principal> admit(HttpFacts http, Act act) {
        return Uni.createFrom()
                .item(() -> verifier.verify(http, act.service(), regions(act.service()), credentials))
                .chain(principal -> allowed(principal, act, http));
    }

    private Set<String> regions(String service) {
        return GLOBAL_SERVICES.contains(service) ? Set.of(region, GLOBAL_REGION) : Set.of(region);
    }

    private Uni<Principal> allowed(Principal principal, Act act, HttpFacts http) {
        if (!(principal instanceof RoleSession session) || DECIDED_BY_OPERATION.contains(act.action())) {
            return Uni.createFrom().item(principal);
        }
        return authorizer.decide(session, act, http).map(verdict -> {
            if (!verdict.allowed()) {
                throw Refusal.of(CommonError.ACCESS_DENIED, verdict.message(session, act));
            }
            return session;
        });
    }
}
