package dev.signet.sync.record;

import dev.signet.events.UnitOfWork;
import dev.signet.sync.Access;
import dev.signet.sync.PageTokens;
import dev.signet.sync.Refusals;
import dev.signet.sync.dataset.Dataset;
import dev.signet.sync.identity.DatasetKey;
import dev.signet.sync.identity.IdentityKey;
import dev.signet.sync.usage.SessionMeter;
import dev.signet.wire.Api;
import dev.signet.wire.Call;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import software.amazon.awssdk.services.cognitosync.model.ListRecordsRequest;
import software.amazon.awssdk.services.cognitosync.model.ListRecordsResponse;

/** The operation that tells an identity what changed in a dataset since it last asked. */
@ApplicationScoped
public class ListRecordsApi implements Api {
    private static final int PAGE = 1024;

    private final UnitOfWork unitOfWork;
    private final Records records;
    private final SyncSessions sessions;
    private final SessionMeter meter;
    private final PageTokens pageTokens;

    ListRecordsApi(
            UnitOfWork unitOfWork, Records records, SyncSessions sessions, SessionMeter meter, PageTokens pageTokens) {
        this.unitOfWork = unitOfWork;
        this.records = records;
        this.sessions = sessions;
        this.meter = meter;
        this.pageTokens = pageTokens;
    }

    public Uni<ListRecordsResponse> listRecords(ListRecordsRequest request, Call call) {
        var key = new IdentityKey(request.identityPoolId(), request.identityId()).dataset(request.datasetName());
        Access.toIdentity(key.identity(), call);
        int size = PageTokens.sizeOf(request.maxResults(), PAGE);
        Position after = positionOf(request, key);
        String session = sessionOf(request, key);
        return unitOfWork.read(db -> records.changes(db, key, after, size + 1)).map(changes -> page(
                        changes, size, after, key)
                .syncSessionToken(session)
                .build());
    }

    private Position positionOf(ListRecordsRequest request, DatasetKey key) {
        if (request.nextToken() != null) {
            return Position.parse(pageTokens.open(request.nextToken(), listOf(key)));
        }
        long lastSyncCount = Optional.ofNullable(request.lastSyncCount()).orElse(0L);
        if (lastSyncCount < 0) {
            throw Refusals.negative("LastSyncCount");
        }
        return Position.after(lastSyncCount);
    }

    private String sessionOf(ListRecordsRequest request, DatasetKey key) {
        String token = request.syncSessionToken();
        if (token == null) {
            meter.began(key.identity());
            return sessions.begin(key);
        }
        sessions.demand(token, key);
        return token;
    }

    private ListRecordsResponse.Builder page(Changes changes, int size, Position after, DatasetKey key) {
        var found = changes.records();
        var page = found.subList(0, Math.min(size, found.size()));
        var answer = ListRecordsResponse.builder()
                .records(page.stream().map(StoredRecord::answer).toList())
                .count(page.size())
                .datasetExists(changes.exists())
                .datasetSyncCount(changes.dataset().map(Dataset::syncCount).orElse(0L))
                .lastModifiedBy(changes.dataset().map(Dataset::lastModifiedBy).orElse(null))
                .datasetDeletedAfterRequestedSyncCount(changes.dataset()
                        .filter(dataset -> dataset.deletedAfter(after.knownCount()))
                        .isPresent())
                .mergedDatasetNames(changes.mergedNames());
        if (found.size() > size) {
            answer.nextToken(pageTokens.seal(after.movedTo(page.getLast()).toString(), listOf(key)));
        }
        return answer;
    }

    /** Not "records", for which an older version sealed positions that lack the known count. */
    private static String listOf(DatasetKey key) {
        return "records-since/" + key.path();
    }
}
