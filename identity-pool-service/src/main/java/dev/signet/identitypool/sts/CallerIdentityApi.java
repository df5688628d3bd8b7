package dev.signet.identitypool.sts;

import dev.signet.iam.Anonymous;
import dev.signet.iam.Operator;
import dev.signet.iam.Principal;
import dev.signet.iam.RoleSession;
import dev.signet.wire.Api;
import dev.signet.wire.Call;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityRequest;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** Says who calls. */
@ApplicationScoped
public class CallerIdentityApi implements Api {
    public Uni<GetCallerIdentityResponse> getCallerIdentity(GetCallerIdentityRequest request, Call call) {
        GetCallerIdentityResponse.Builder answer = GetCallerIdentityResponse.builder();
        return Uni.createFrom()
                .item(
                        switch ((Principal) call.caller()) {
                            case Operator operator ->
                                answer.account(operator.accountId())
                                        .arn(operator.arn())
                                        .userId(operator.accountId())
                                        .build();
                            case RoleSession session ->
                                answer.account(session.accountId())
                                        .arn(session.arn())
                                        .userId(session.userId())
                                        .build();
                            case Anonymous _ -> throw new IllegalStateException("The gate lets no stranger in here");
                        });
    }
}
