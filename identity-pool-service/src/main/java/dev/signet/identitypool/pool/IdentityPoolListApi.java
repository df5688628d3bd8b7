package dev.signet.identitypool.pool;

import dev.signet.events.UnitOfWork;
import dev.signet.keyset.Keyset;
import dev.signet.wire.Api;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import software.amazon.awssdk.services.cognitoidentity.model.IdentityPoolShortDescription;
import software.amazon.awssdk.services.cognitoidentity.model.ListIdentityPoolsRequest;
import software.amazon.awssdk.services.cognitoidentity.model.ListIdentityPoolsResponse;

/** Lists identity pools, page by page. */
@ApplicationScoped
public class IdentityPoolListApi implements Api {
    private static final String POOL_LIST = "identity-pool/page-of-pools";

    private final UnitOfWork unit;
    private final IdentityPools pools;
    private final Keyset keyset;

    IdentityPoolListApi(UnitOfWork unit, IdentityPools pools, Keyset keyset) {
        this.unit = unit;
        this.pools = pools;
        this.keyset = keyset;
    }

    public Uni<ListIdentityPoolsResponse> listIdentityPools(ListIdentityPoolsRequest request) {
        int size = request.maxResults();
        String after = Page.start(keyset, request.nextToken(), POOL_LIST);
        return unit.read(session -> pools.page(session, after, size + 1))
                .map(found -> Page.cut(found, size, IdentityPool::id, id -> keyset.sealText(id, POOL_LIST)))
                .map(IdentityPoolListApi::listed);
    }

    private static ListIdentityPoolsResponse listed(Page<IdentityPool> page) {
        return ListIdentityPoolsResponse.builder()
                .identityPools(page.items().stream()
                        .map(pool -> IdentityPoolShortDescription.builder()
                                .identityPoolId(pool.id())
                                .identityPoolName(pool.name())
                                .build())
                        .toList())
                .nextToken(page.nextToken().orElse(null))
                .build();
    }
}
