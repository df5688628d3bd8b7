package dev.signet.sync.record;

import dev.signet.events.UnitOfWork;
import dev.signet.sync.Access;
import dev.signet.sync.Refusals;
import dev.signet.sync.SyncConfig;
import dev.signet.sync.identity.IdentityKey;
import dev.signet.wire.Api;
import dev.signet.wire.Call;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.hibernate.exception.LockTimeoutException;
import software.amazon.awssdk.services.cognitosync.model.UpdateRecordsRequest;
import software.amazon.awssdk.services.cognitosync.model.UpdateRecordsResponse;

/** The operation that writes a batch of changes into a dataset, all of them or none. */
@ApplicationScoped
public class UpdateRecordsApi implements Api {
    private final UnitOfWork unitOfWork;
    private final RecordWriter writer;
    private final SyncSessions sessions;
    private final SyncConfig limits;
    private final InstantSource clock;

    UpdateRecordsApi(
            UnitOfWork unitOfWork, RecordWriter writer, SyncSessions sessions, SyncConfig limits, InstantSource clock) {
        this.unitOfWork = unitOfWork;
        this.writer = writer;
        this.sessions = sessions;
        this.limits = limits;
        this.clock = clock;
    }

    public Uni<UpdateRecordsResponse> updateRecords(UpdateRecordsRequest request, Call call) {
        var key = new IdentityKey(request.identityPoolId(), request.identityId()).dataset(request.datasetName());
        Access.toIdentity(key.identity(), call);
        sessions.demand(request.syncSessionToken(), key);
        var batch = RecordBatch.of(request.recordPatches(), limits.recordsPerDataset());
        if (batch.isEmpty()) {
            return Uni.createFrom().item(UpdateRecordsResponse.builder().build());
        }
        return write(new Update(
                key,
                batch,
                Optional.ofNullable(request.deviceId()),
                Access.nameOf(call),
                Access.isIdentity(call),
                clock.instant().truncatedTo(ChronoUnit.MILLIS)));
    }

    /** Tries the dataset as it is; only where there is none, a second transaction locks the identity and makes it. */
    private Uni<UpdateRecordsResponse> write(Update update) {
        return unitOfWork
                .run(work -> writer.writeExisting(work, update))
                .chain(written -> written.map(count -> Uni.createFrom().item(count))
                        .orElseGet(() -> unitOfWork.run(work -> writer.writeNew(work, update))))
                .onFailure(LockTimeoutException.class)
                .transform(_ -> Refusals.tooManyWriters())
                .map(count -> UpdateRecordsResponse.builder()
                        .records(update.batch().answer(count, update.at(), update.writer()))
                        .build());
    }
}
