package dev.signet.identitypool.pool;

import dev.signet.events.UnitOfWork;
import dev.signet.events.UnitOfWork.Work;
import dev.signet.identitypool.Refusals;
import dev.signet.wire.Api;
import dev.signet.wire.Call;
import dev.signet.wire.Partial;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.OptimisticLockException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.cognitoidentity.model.GetIdentityPoolRolesRequest;
import software.amazon.awssdk.services.cognitoidentity.model.GetIdentityPoolRolesResponse;
import software.amazon.awssdk.services.cognitoidentity.model.SetIdentityPoolRolesRequest;
import software.amazon.awssdk.services.cognitoidentity.model.SetIdentityPoolRolesResponse;

/** The roles that a pool gives to guests and to identities with a login. */
@ApplicationScoped
public class PoolRolesApi implements Api {
    private static final String AUTHENTICATED = "authenticated";
    private static final String UNAUTHENTICATED = "unauthenticated";

    private final UnitOfWork unit;
    private final IdentityPools pools;
    private final PassRoleAccess passing;

    PoolRolesApi(UnitOfWork unit, IdentityPools pools, PassRoleAccess passing) {
        this.unit = unit;
        this.pools = pools;
        this.passing = passing;
    }

    @Partial("RoleMappings is refused by name")
    public Uni<SetIdentityPoolRolesResponse> setIdentityPoolRoles(SetIdentityPoolRolesRequest request, Call call) {
        if (!request.roleMappings().isEmpty()) {
            throw Refusals.settingNotBuilt("RoleMappings");
        }
        return passing.check(request.roles().values(), call)
                .chain(() -> unit.run(work -> give(work, request)))
                .onFailure(OptimisticLockException.class)
                .transform(_ -> Refusals.poolChangedMeanwhile())
                .replaceWith(() -> SetIdentityPoolRolesResponse.builder().build());
    }

    public Uni<GetIdentityPoolRolesResponse> getIdentityPoolRoles(GetIdentityPoolRolesRequest request) {
        return unit.read(session -> pools.get(session, request.identityPoolId()))
                .map(pool -> GetIdentityPoolRolesResponse.builder()
                        .identityPoolId(pool.id())
                        .roles(roles(pool.roles()))
                        .build());
    }

    private Uni<Void> give(Work work, SetIdentityPoolRolesRequest request) {
        return pools.get(work.session(), request.identityPoolId())
                .invoke(pool -> pool.give(roles(request.roles())))
                .call(() -> work.session().flush())
                .replaceWithVoid();
    }

    private static PoolRoles roles(Map<String, String> byType) {
        return new PoolRoles(
                Optional.ofNullable(byType.get(AUTHENTICATED)), Optional.ofNullable(byType.get(UNAUTHENTICATED)));
    }

    private static Map<String, String> roles(PoolRoles roles) {
        Map<String, String> byType = new HashMap<>();
        roles.authenticated().ifPresent(arn -> byType.put(AUTHENTICATED, arn));
        roles.unauthenticated().ifPresent(arn -> byType.put(UNAUTHENTICATED, arn));
        return byType;
    }
}
