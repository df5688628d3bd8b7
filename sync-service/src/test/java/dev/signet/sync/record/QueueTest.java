package dev.signet.sync.record;

import static dev.signet.sync.world.Member.fresh;
import static dev.signet.sync.world.Member.replace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.events.DatabaseConfig;
import dev.signet.events.UnitOfWork;
import dev.signet.iam.RoleSession;
import dev.signet.sync.SyncConfig;
import dev.signet.sync.SyncServiceTest;
import dev.signet.sync.dataset.Datasets;
import dev.signet.sync.identity.Identities;
import dev.signet.sync.world.Member;
import dev.signet.sync.world.World;
import dev.signet.wire.Call;
import dev.signet.wire.Refusal;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitosync.model.TooManyRequestsException;
import software.amazon.awssdk.services.cognitosync.model.UpdateRecordsRequest;
import software.amazon.awssdk.services.cognitosync.model.UpdateRecordsResponse;

/** Somebody else holds what a writer has to wait for, for longer than it may wait. */
@SyncServiceTest
class QueueTest {
    @Inject
    World world;

    @Inject
    DataSource database;

    @Inject
    UnitOfWork unitOfWork;

    @Inject
    Identities identities;

    @Inject
    Datasets datasets;

    @Inject
    Records records;

    @Inject
    SyncSessions sessions;

    @Inject
    SyncConfig limits;

    private Member ann;

    @BeforeEach
    void someone() {
        ann = world.newMember();
        ann.update("notes", fresh("a"));
    }

    @Test
    void tellsAWriterOfADatasetToTryAgain() throws SQLException {
        try (Connection other = holding("select from dataset where identity_id = ? for update")) {
            assertTooMany("notes");
            other.rollback();
        }

        assertThat(write("notes").records()).hasSize(1);
        assertThat(ann.list("notes").datasetSyncCount()).isEqualTo(2);
    }

    @Test
    void tellsAWriterOfANewDatasetToTryAgain() throws SQLException {
        try (Connection other = holding("select from identity where identity_id = ? for update")) {
            assertTooMany("new");
            other.rollback();
        }

        assertThat(write("new").records()).hasSize(1);
    }

    private void assertTooMany(String dataset) {
        assertThatThrownBy(() -> write(dataset))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.error()).isEqualTo(TooManyRequestsException.class))
                .hasMessage("Too many write to this dataset at the same time. Try again.");
    }

    private Connection holding(String lock) throws SQLException {
        Connection connection = database.getConnection();
        connection.setAutoCommit(false);
        try (var statement = connection.prepareStatement(lock)) {
            statement.setString(1, ann.identity());
            statement.execute();
        }
        return connection;
    }

    private UpdateRecordsResponse write(String dataset) {
        var writer = new RecordWriter(identities, datasets, records, limits, new Impatient());
        var api = new UpdateRecordsApi(unitOfWork, writer, sessions, limits, InstantSource.system());
        String session = ann.session(dataset);
        return World.await(api.updateRecords(
                UpdateRecordsRequest.builder()
                        .identityPoolId(ann.pool())
                        .identityId(ann.identity())
                        .datasetName(dataset)
                        .syncSessionToken(session)
                        .recordPatches(replace("b", "value", 0))
                        .build(),
                call()));
    }

    private Call call() {
        var caller = new RoleSession(
                "ASIA",
                "arn:aws:iam::000000000000:role/r",
                "AROA",
                "s",
                Instant.MAX,
                List.of(),
                Map.of(
                        RoleSession.IDENTITY_POOL, List.of(ann.pool()),
                        RoleSession.IDENTITY, List.of(ann.identity())));
        return new Call("1", "cognito-sync", "UpdateRecords", Optional.empty(), Optional.empty(), caller);
    }

    /** Waits for a tenth of a second where others wait for seconds. */
    private static final class Impatient implements DatabaseConfig {
        @Override
        public Duration acquireTimeout() {
            return Duration.ofMillis(100);
        }

        @Override
        public Duration workTimeout() {
            return Duration.ofMillis(200);
        }

        @Override
        public Duration longWorkTimeout() {
            return Duration.ofMillis(200);
        }

        @Override
        public Duration silence() {
            return Duration.ofMillis(200);
        }
    }
}
