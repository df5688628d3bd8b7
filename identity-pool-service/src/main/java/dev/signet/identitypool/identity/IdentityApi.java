package dev.signet.identitypool.identity;

import dev.signet.events.IdentityEvent.IdentityDeleted;
import dev.signet.events.UnitOfWork;
import dev.signet.events.UnitOfWork.Work;
import dev.signet.identitypool.identity.Identities.PageOf;
import dev.signet.identitypool.pool.IdentityPools;
import dev.signet.identitypool.pool.Page;
import dev.signet.keyset.Keyset;
import dev.signet.wire.Api;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import software.amazon.awssdk.services.cognitoidentity.model.DeleteIdentitiesRequest;
import software.amazon.awssdk.services.cognitoidentity.model.DeleteIdentitiesResponse;
import software.amazon.awssdk.services.cognitoidentity.model.DescribeIdentityRequest;
import software.amazon.awssdk.services.cognitoidentity.model.DescribeIdentityResponse;
import software.amazon.awssdk.services.cognitoidentity.model.IdentityDescription;
import software.amazon.awssdk.services.cognitoidentity.model.ListIdentitiesRequest;
import software.amazon.awssdk.services.cognitoidentity.model.ListIdentitiesResponse;

/** Identities as the operator sees them: describe, list, delete. */
@ApplicationScoped
public class IdentityApi implements Api {
    private final UnitOfWork unit;
    private final Identities identities;
    private final IdentityPools pools;
    private final Keyset keyset;
    private final InstantSource clock;

    IdentityApi(UnitOfWork unit, Identities identities, IdentityPools pools, Keyset keyset, InstantSource clock) {
        this.unit = unit;
        this.identities = identities;
        this.pools = pools;
        this.keyset = keyset;
        this.clock = clock;
    }

    public Uni<DescribeIdentityResponse> describeIdentity(DescribeIdentityRequest request) {
        return unit.read(session -> identities.get(session, request.identityId()))
                .map(identity -> DescribeIdentityResponse.builder()
                        .identityId(identity.id())
                        .logins(identity.providers())
                        .creationDate(identity.createdAt())
                        .lastModifiedDate(identity.modifiedAt())
                        .build());
    }

    public Uni<ListIdentitiesResponse> listIdentities(ListIdentitiesRequest request) {
        String poolId = request.identityPoolId();
        String list = "identity-pool/page-of-identities/" + poolId;
        int size = request.maxResults();
        var wanted = new PageOf(
                Page.start(keyset, request.nextToken(), list), size + 1, Boolean.TRUE.equals(request.hideDisabled()));
        return unit.read(session -> page(session, poolId, wanted))
                .map(found -> Page.cut(found, size, Identity::id, id -> keyset.sealText(id, list)))
                .map(page -> ListIdentitiesResponse.builder()
                        .identityPoolId(poolId)
                        .identities(page.items().stream()
                                .map(IdentityApi::described)
                                .toList())
                        .nextToken(page.nextToken().orElse(null))
                        .build());
    }

    /** An identity that is not there any more counts as deleted. */
    public Uni<DeleteIdentitiesResponse> deleteIdentities(DeleteIdentitiesRequest request) {
        return unit.run(work -> delete(work, request.identityIdsToDelete()))
                .replaceWith(() -> DeleteIdentitiesResponse.builder()
                        .unprocessedIdentityIds(List.of())
                        .build());
    }

    private Uni<List<Identity>> page(Mutiny.Session session, String poolId, PageOf wanted) {
        return pools.get(session, poolId)
                .chain(() -> identities.page(session, poolId, wanted))
                .chain(ids -> identities.all(session, ids));
    }

    private Uni<Integer> delete(Work work, List<String> ids) {
        Instant now = clock.instant();
        Mutiny.Session session = work.session();
        return identities
                .lock(session, ids)
                .chain(() -> identities.all(session, ids))
                .invoke(found -> found.forEach(
                        identity -> work.publish(new IdentityDeleted(identity.poolId(), identity.id(), now))))
                .invoke(session::clear)
                .chain(() -> identities.delete(session, ids));
    }

    private static IdentityDescription described(Identity identity) {
        return IdentityDescription.builder()
                .identityId(identity.id())
                .logins(identity.providers())
                .creationDate(identity.createdAt())
                .lastModifiedDate(identity.modifiedAt())
                .build();
    }
}
