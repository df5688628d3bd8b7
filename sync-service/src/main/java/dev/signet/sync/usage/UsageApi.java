package dev.signet.sync.usage;

import dev.signet.events.UnitOfWork;
import dev.signet.sync.Access;
import dev.signet.sync.PageTokens;
import dev.signet.sync.identity.Identities;
import dev.signet.sync.identity.IdentityKey;
import dev.signet.wire.Api;
import dev.signet.wire.Call;
import dev.signet.wire.Partial;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cognitosync.model.DescribeIdentityPoolUsageRequest;
import software.amazon.awssdk.services.cognitosync.model.DescribeIdentityPoolUsageResponse;
import software.amazon.awssdk.services.cognitosync.model.DescribeIdentityUsageRequest;
import software.amazon.awssdk.services.cognitosync.model.DescribeIdentityUsageResponse;
import software.amazon.awssdk.services.cognitosync.model.IdentityPoolUsage;
import software.amazon.awssdk.services.cognitosync.model.ListIdentityPoolUsageRequest;
import software.amazon.awssdk.services.cognitosync.model.ListIdentityPoolUsageResponse;

/** DescribeIdentityPoolUsage, DescribeIdentityUsage, ListIdentityPoolUsage. */
@ApplicationScoped
public class UsageApi implements Api {
    private static final int PAGE = 60;
    private static final String LIST = "pool-usages";

    private final UnitOfWork unitOfWork;
    private final PoolUsages pools;
    private final IdentityUsages usages;
    private final Identities identities;
    private final PageTokens pageTokens;

    UsageApi(
            UnitOfWork unitOfWork,
            PoolUsages pools,
            IdentityUsages usages,
            Identities identities,
            PageTokens pageTokens) {
        this.unitOfWork = unitOfWork;
        this.pools = pools;
        this.usages = usages;
        this.identities = identities;
        this.pageTokens = pageTokens;
    }

    @Partial("An identity pool that does not exist is answered like one that stores nothing.")
    public Uni<DescribeIdentityPoolUsageResponse> describeIdentityPoolUsage(
            DescribeIdentityPoolUsageRequest request, Call call) {
        Access.onlyDevelopers(call);
        return unitOfWork
                .read(session -> pools.find(session, request.identityPoolId()))
                .map(found -> found.map(PoolUsage::answer).orElseGet(() -> unused(request.identityPoolId())))
                .map(usage -> DescribeIdentityPoolUsageResponse.builder()
                        .identityPoolUsage(usage)
                        .build());
    }

    private static IdentityPoolUsage unused(String pool) {
        return IdentityPoolUsage.builder()
                .identityPoolId(pool)
                .dataStorage(0L)
                .syncSessionsCount(0L)
                .build();
    }

    public Uni<DescribeIdentityUsageResponse> describeIdentityUsage(DescribeIdentityUsageRequest request, Call call) {
        var identity = new IdentityKey(request.identityPoolId(), request.identityId());
        Access.toIdentity(identity, call);
        return unitOfWork
                .read(session -> demandKnown(session, identity, call).chain(() -> usages.of(session, identity)))
                .map(usage -> DescribeIdentityUsageResponse.builder()
                        .identityUsage(usage)
                        .build());
    }

    private Uni<Void> demandKnown(Mutiny.Session session, IdentityKey identity, Call call) {
        return Access.isIdentity(call) ? Uni.createFrom().voidItem() : identities.demandKnown(session, identity);
    }

    public Uni<ListIdentityPoolUsageResponse> listIdentityPoolUsage(ListIdentityPoolUsageRequest request, Call call) {
        Access.onlyDevelopers(call);
        int size = PageTokens.sizeOf(request.maxResults(), PAGE);
        String after = positionOf(request.nextToken());
        return unitOfWork.read(session -> pools.list(session, after, size + 1)).map(found -> page(found, size));
    }

    private String positionOf(@Nullable String nextToken) {
        return nextToken == null ? "" : pageTokens.open(nextToken, LIST);
    }

    private ListIdentityPoolUsageResponse page(List<PoolUsage> found, int size) {
        var page = found.subList(0, Math.min(size, found.size()));
        var answer = ListIdentityPoolUsageResponse.builder()
                .identityPoolUsages(page.stream().map(PoolUsage::answer).toList())
                .maxResults(size)
                .count(page.size());
        if (found.size() > size) {
            answer.nextToken(pageTokens.seal(page.getLast().identityPoolId(), LIST));
        }
        return answer.build();
    }
}
