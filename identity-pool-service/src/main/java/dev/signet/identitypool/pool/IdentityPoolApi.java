package dev.signet.identitypool.pool;

import dev.signet.events.UnitOfWork;
import dev.signet.events.UnitOfWork.Work;
import dev.signet.iam.AccountConfig;
import dev.signet.identitypool.Refusals;
import dev.signet.wire.Api;
import dev.signet.wire.Partial;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.OptimisticLockException;
import java.time.InstantSource;
import java.util.UUID;
import software.amazon.awssdk.services.cognitoidentity.model.CreateIdentityPoolRequest;
import software.amazon.awssdk.services.cognitoidentity.model.CreateIdentityPoolResponse;
import software.amazon.awssdk.services.cognitoidentity.model.DeleteIdentityPoolRequest;
import software.amazon.awssdk.services.cognitoidentity.model.DeleteIdentityPoolResponse;
import software.amazon.awssdk.services.cognitoidentity.model.DescribeIdentityPoolRequest;
import software.amazon.awssdk.services.cognitoidentity.model.DescribeIdentityPoolResponse;
import software.amazon.awssdk.services.cognitoidentity.model.UpdateIdentityPoolRequest;
import software.amazon.awssdk.services.cognitoidentity.model.UpdateIdentityPoolResponse;

/** Identity pools: create, describe, update, delete. */
@ApplicationScoped
public class IdentityPoolApi implements Api {
    private final UnitOfWork unit;
    private final IdentityPools pools;
    private final SettingsRequest asked;
    private final AccountConfig account;
    private final InstantSource clock;

    IdentityPoolApi(
            UnitOfWork unit, IdentityPools pools, SettingsRequest asked, AccountConfig account, InstantSource clock) {
        this.unit = unit;
        this.pools = pools;
        this.asked = asked;
        this.account = account;
        this.clock = clock;
    }

    @Partial("SamlProviderARNs, DeveloperProviderName and ServerSideTokenCheck are refused by name")
    public Uni<CreateIdentityPoolResponse> createIdentityPool(CreateIdentityPoolRequest request) {
        String id = account.region() + ":" + UUID.randomUUID();
        var pool = new IdentityPool(id, request.identityPoolName(), asked.settings(request), clock.instant());
        return unit.run(work -> work.session().persist(pool).replaceWith(() -> PoolAnswers.created(pool)));
    }

    public Uni<DescribeIdentityPoolResponse> describeIdentityPool(DescribeIdentityPoolRequest request) {
        return unit.read(session -> pools.get(session, request.identityPoolId()))
                .map(PoolAnswers::described);
    }

    @Partial("SamlProviderARNs, DeveloperProviderName and ServerSideTokenCheck are refused by name")
    public Uni<UpdateIdentityPoolResponse> updateIdentityPool(UpdateIdentityPoolRequest request) {
        PoolSettings settings = asked.settings(request);
        return unit.run(work -> update(work, request, settings))
                .onFailure(OptimisticLockException.class)
                .transform(_ -> Refusals.poolChangedMeanwhile())
                .map(PoolAnswers::updated);
    }

    /** Ends the pool for everybody at once; its identities are removed afterwards, batch by batch. */
    public Uni<DeleteIdentityPoolResponse> deleteIdentityPool(DeleteIdentityPoolRequest request) {
        return unit.run(work -> pools.delete(work.session(), request.identityPoolId(), clock.instant()))
                .replaceWith(() -> DeleteIdentityPoolResponse.builder().build());
    }

    private Uni<IdentityPool> update(Work work, UpdateIdentityPoolRequest request, PoolSettings settings) {
        return pools.get(work.session(), request.identityPoolId())
                .invoke(pool -> pool.change(request.identityPoolName(), settings))
                .call(() -> work.session().flush());
    }
}
