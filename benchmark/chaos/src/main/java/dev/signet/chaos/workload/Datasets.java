package dev.signet.chaos.workload;

import dev.signet.chaos.history.Answer;
import dev.signet.chaos.history.Answer.Described;
import dev.signet.chaos.history.Answer.Done;
import dev.signet.chaos.history.Answer.Listed;
import dev.signet.chaos.history.Answer.Seen;
import dev.signet.chaos.history.Answer.Written;
import dev.signet.chaos.history.DatasetId;
import dev.signet.chaos.history.DatasetOp;
import dev.signet.chaos.history.Op;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cognitosync.model.ListRecordsResponse;
import software.amazon.awssdk.services.cognitosync.model.Operation;
import software.amazon.awssdk.services.cognitosync.model.Record;
import software.amazon.awssdk.services.cognitosync.model.RecordPatch;
import software.amazon.awssdk.services.cognitosync.model.ResourceNotFoundException;

/** Carries operations on the datasets of one identity out, for one client. */
final class Datasets {
    private final Identity identity;
    private final Client client;
    private final Map<DatasetId, String> sessions = new HashMap<>();

    Datasets(Identity identity, Client client) {
        this.identity = identity;
        this.client = client;
    }

    /** For another client, who goes on in the sessions that one has. */
    Datasets(Identity identity, Client client, Datasets before) {
        this(identity, client);
        sessions.putAll(before.sessions);
    }

    Optional<? extends Answer> perform(DatasetOp op) {
        return switch (op) {
            case Op.Write write -> write(write);
            case Op.Read read -> client.call(read, () -> list(read)).answer();
            case Op.Describe describe ->
                client.call(describe, () -> describe(describe)).answer();
            case Op.Delete delete -> client.call(delete, () -> delete(delete)).answer();
            case Op.Subscribe subscribe ->
                client.call(subscribe, () -> subscribe(subscribe)).answer();
            case Op.Unsubscribe unsubscribe ->
                client.call(unsubscribe, () -> unsubscribe(unsubscribe)).answer();
        };
    }

    /** Who writes has read before, and has a session from it. */
    private Optional<Written> write(Op.Write write) {
        if (!sessions.containsKey(write.dataset())) {
            Op.Read first = new Op.Read(write.dataset(), 0);
            client.call(first, () -> list(first));
        }
        return Optional.ofNullable(sessions.get(write.dataset())).flatMap(session -> {
            var outcome = client.call(write, () -> write(write, session));
            if (outcome.error().equals("InvalidParameterException")) {
                sessions.remove(write.dataset());
            }
            return outcome.answer();
        });
    }

    private Written write(Op.Write write, String session) {
        List<RecordPatch> patches = write.patches().stream()
                .map(patch -> RecordPatch.builder()
                        .op(patch.value() == null ? Operation.REMOVE : Operation.REPLACE)
                        .key(patch.key())
                        .value(patch.value())
                        .syncCount(patch.knownCount())
                        .build())
                .toList();
        return new Written(identity
                .sync()
                .updateRecords(request -> request.identityPoolId(identity.pool())
                        .identityId(identity.id())
                        .datasetName(write.dataset().name())
                        .syncSessionToken(session)
                        .deviceId(write.device())
                        .recordPatches(patches))
                .records()
                .stream()
                .collect(Collectors.toMap(Record::key, Record::syncCount)));
    }

    /** A dataset fits in one page; one that does not would be several moments, and no reading of the checker's kind. */
    private Listed list(Op.Read read) {
        ListRecordsResponse page = identity.sync().listRecords(request -> request.identityPoolId(identity.pool())
                .identityId(identity.id())
                .datasetName(read.dataset().name())
                .lastSyncCount(read.since()));
        if (page.nextToken() != null) {
            throw new IllegalStateException(read.dataset() + " does not fit in one page");
        }
        sessions.put(read.dataset(), page.syncSessionToken());
        List<Seen> records = new ArrayList<>();
        page.records().forEach(record -> records.add(new Seen(record.key(), record.value(), record.syncCount())));
        return new Listed(page.datasetSyncCount(), records);
    }

    private Described describe(Op.Describe describe) {
        try {
            identity.sync().describeDataset(request -> request.identityPoolId(identity.pool())
                    .identityId(identity.id())
                    .datasetName(describe.dataset().name()));
            return new Described(true);
        } catch (ResourceNotFoundException none) {
            return new Described(false);
        }
    }

    private Done delete(Op.Delete delete) {
        identity.sync().deleteDataset(request -> request.identityPoolId(identity.pool())
                .identityId(identity.id())
                .datasetName(delete.dataset().name()));
        return new Done();
    }

    private Done subscribe(Op.Subscribe subscribe) {
        identity.sync().subscribeToDataset(request -> request.identityPoolId(identity.pool())
                .identityId(identity.id())
                .datasetName(subscribe.dataset().name())
                .deviceId(subscribe.device()));
        return new Done();
    }

    private Done unsubscribe(Op.Unsubscribe unsubscribe) {
        identity.sync().unsubscribeFromDataset(request -> request.identityPoolId(identity.pool())
                .identityId(identity.id())
                .datasetName(unsubscribe.dataset().name())
                .deviceId(unsubscribe.device()));
        return new Done();
    }
}
