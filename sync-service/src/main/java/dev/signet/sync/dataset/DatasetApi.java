package dev.signet.sync.dataset;

import dev.signet.events.DatasetChanged;
import dev.signet.events.UnitOfWork;
import dev.signet.sync.Access;
import dev.signet.sync.PageTokens;
import dev.signet.sync.Refusals;
import dev.signet.sync.identity.DatasetKey;
import dev.signet.sync.identity.IdentityKey;
import dev.signet.sync.usage.PoolUsages;
import dev.signet.wire.Api;
import dev.signet.wire.Call;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cognitosync.model.DeleteDatasetRequest;
import software.amazon.awssdk.services.cognitosync.model.DeleteDatasetResponse;
import software.amazon.awssdk.services.cognitosync.model.DescribeDatasetRequest;
import software.amazon.awssdk.services.cognitosync.model.DescribeDatasetResponse;
import software.amazon.awssdk.services.cognitosync.model.ListDatasetsRequest;
import software.amazon.awssdk.services.cognitosync.model.ListDatasetsResponse;

/** ListDatasets, DescribeDataset, DeleteDataset. */
@ApplicationScoped
public class DatasetApi implements Api {
    private static final int PAGE = 64;

    private final UnitOfWork unitOfWork;
    private final Datasets datasets;
    private final PoolUsages usages;
    private final PageTokens pageTokens;
    private final InstantSource clock;

    DatasetApi(
            UnitOfWork unitOfWork, Datasets datasets, PoolUsages usages, PageTokens pageTokens, InstantSource clock) {
        this.unitOfWork = unitOfWork;
        this.datasets = datasets;
        this.usages = usages;
        this.pageTokens = pageTokens;
        this.clock = clock;
    }

    public Uni<ListDatasetsResponse> listDatasets(ListDatasetsRequest request, Call call) {
        var identity = new IdentityKey(request.identityPoolId(), request.identityId());
        Access.toIdentity(identity, call);
        int size = PageTokens.sizeOf(request.maxResults(), PAGE);
        String after = positionOf(request.nextToken(), identity);
        return unitOfWork
                .read(session -> datasets.list(session, identity, after, size + 1))
                .map(found -> page(found, size, identity));
    }

    private String positionOf(@Nullable String nextToken, IdentityKey identity) {
        return nextToken == null ? "" : pageTokens.open(nextToken, listOf(identity));
    }

    private ListDatasetsResponse page(List<Dataset> found, int size, IdentityKey identity) {
        var page = found.subList(0, Math.min(size, found.size()));
        var answer = ListDatasetsResponse.builder()
                .datasets(page.stream().map(DatasetAnswer::of).toList())
                .count(page.size());
        if (found.size() > size) {
            answer.nextToken(pageTokens.seal(page.getLast().name(), listOf(identity)));
        }
        return answer.build();
    }

    private static String listOf(IdentityKey identity) {
        return "datasets/" + identity.path();
    }

    public Uni<DescribeDatasetResponse> describeDataset(DescribeDatasetRequest request, Call call) {
        var key = new IdentityKey(request.identityPoolId(), request.identityId()).dataset(request.datasetName());
        Access.toIdentity(key.identity(), call);
        return unitOfWork
                .read(session -> datasets.find(session, key))
                .map(found -> found.orElseThrow(() -> Refusals.noSuchDataset(key.name())))
                .map(dataset -> DescribeDatasetResponse.builder()
                        .dataset(DatasetAnswer.of(dataset))
                        .build());
    }

    public Uni<DeleteDatasetResponse> deleteDataset(DeleteDatasetRequest request, Call call) {
        var key = new IdentityKey(request.identityPoolId(), request.identityId()).dataset(request.datasetName());
        Access.toIdentity(key.identity(), call);
        return unitOfWork
                .run(work -> delete(work, key, Access.nameOf(call)))
                .map(deleted -> DeleteDatasetResponse.builder()
                        .dataset(deleted.before())
                        .build());
    }

    private Uni<Deleted> delete(UnitOfWork.Work work, DatasetKey key, String by) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return datasets.delete(work.session(), key, now, by)
                .call(deleted -> usages.grow(work.session(), key.identity(), -deleted.bytes(), now))
                .call(deleted -> Audience.of(work.session(), key)
                        .invoke(audience -> work.publish(gone(key, deleted, now, audience))));
    }

    private static DatasetChanged gone(DatasetKey key, Deleted deleted, Instant at, Audience audience) {
        return new DatasetChanged(
                key.identityPoolId(),
                key.identityId(),
                key.name(),
                deleted.dataset().syncCount(),
                null,
                true,
                at,
                audience.followers());
    }
}
