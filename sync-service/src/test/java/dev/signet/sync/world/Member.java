package dev.signet.sync.world;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cognitosync.CognitoSyncClient;
import software.amazon.awssdk.services.cognitosync.model.ListRecordsResponse;
import software.amazon.awssdk.services.cognitosync.model.Operation;
import software.amazon.awssdk.services.cognitosync.model.Record;
import software.amazon.awssdk.services.cognitosync.model.RecordPatch;

/** Somebody with an identity in a pool, speaking through the AWS SDK with credentials of one kind or another. */
public record Member(String pool, String identity, CognitoSyncClient client) {
    /** The same identity, spoken for by somebody else. */
    public Member through(CognitoSyncClient other) {
        return new Member(pool, identity, other);
    }

    public ListRecordsResponse list(String dataset) {
        return listSince(dataset, 0);
    }

    public ListRecordsResponse listSince(String dataset, long lastSyncCount) {
        return client.listRecords(request -> request.identityPoolId(pool)
                .identityId(identity)
                .datasetName(dataset)
                .lastSyncCount(lastSyncCount));
    }

    /** The dataset's records by key, tombstones too. */
    public Map<String, Record> records(String dataset) {
        return list(dataset).records().stream().collect(Collectors.toMap(Record::key, Function.identity()));
    }

    /** Begins a session. */
    public String session(String dataset) {
        return list(dataset).syncSessionToken();
    }

    public List<Record> update(String dataset, RecordPatch... patches) {
        return update(dataset, session(dataset), List.of(patches));
    }

    public List<Record> update(String dataset, String session, List<RecordPatch> patches) {
        return client.updateRecords(request -> request.identityPoolId(pool)
                        .identityId(identity)
                        .datasetName(dataset)
                        .syncSessionToken(session)
                        .recordPatches(patches))
                .records();
    }

    public List<Record> updateFrom(String device, String dataset, RecordPatch... patches) {
        String session = session(dataset);
        return client.updateRecords(request -> request.identityPoolId(pool)
                        .identityId(identity)
                        .datasetName(dataset)
                        .syncSessionToken(session)
                        .deviceId(device)
                        .recordPatches(patches))
                .records();
    }

    public void delete(String dataset) {
        client.deleteDataset(
                request -> request.identityPoolId(pool).identityId(identity).datasetName(dataset));
    }

    public String register(String platform, String token) {
        return client.registerDevice(request -> request.identityPoolId(pool)
                        .identityId(identity)
                        .platform(platform)
                        .token(token))
                .deviceId();
    }

    public void subscribe(String device, String dataset) {
        client.subscribeToDataset(request -> request.identityPoolId(pool)
                .identityId(identity)
                .datasetName(dataset)
                .deviceId(device));
    }

    public void unsubscribe(String device, String dataset) {
        client.unsubscribeFromDataset(request -> request.identityPoolId(pool)
                .identityId(identity)
                .datasetName(dataset)
                .deviceId(device));
    }

    /** New records in one batch. */
    public static RecordPatch[] fresh(String... keys) {
        return Stream.of(keys).map(key -> replace(key, "value of " + key, 0)).toArray(RecordPatch[]::new);
    }

    public static RecordPatch replace(String key, String value, long syncCount) {
        return RecordPatch.builder()
                .op(Operation.REPLACE)
                .key(key)
                .value(value)
                .syncCount(syncCount)
                .build();
    }

    public static RecordPatch remove(String key, long syncCount) {
        return RecordPatch.builder()
                .op(Operation.REMOVE)
                .key(key)
                .syncCount(syncCount)
                .build();
    }
}
