package dev.signet.sync.record;

import static dev.signet.sync.world.Member.fresh;
import static dev.signet.sync.world.Member.remove;
import static dev.signet.sync.world.Member.replace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.keyset.Keyset;
import dev.signet.sync.SyncConfig;
import dev.signet.sync.SyncServiceTest;
import dev.signet.sync.identity.IdentityKey;
import dev.signet.sync.world.Heard;
import dev.signet.sync.world.Member;
import dev.signet.sync.world.World;
import dev.signet.testkit.OperatorFiles;
import dev.signet.testkit.SignetClients;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.cognitosync.CognitoSyncClient;
import software.amazon.awssdk.services.cognitosync.model.CognitoSyncException;
import software.amazon.awssdk.services.cognitosync.model.InvalidParameterException;
import software.amazon.awssdk.services.cognitosync.model.LimitExceededException;
import software.amazon.awssdk.services.cognitosync.model.RecordPatch;
import software.amazon.awssdk.services.cognitosync.model.ResourceConflictException;
import software.amazon.awssdk.services.cognitosync.model.ResourceNotFoundException;

@SyncServiceTest
class UpdateRefusalsTest {
    private static final int MEGABYTE = 1_048_576;
    private static final String NO_NAME = "at 'datasetName' failed to satisfy constraint";
    private static final String TOO_LARGE = "A dataset may hold at most 1048576 bytes.";
    private static final String TOO_MANY_RECORDS = "A dataset may have at most 1024 records.";
    private static final String TOO_MANY_DATASETS = "An identity may have at most 20 datasets.";

    @Inject
    World world;

    @Inject
    Heard heard;

    @Inject
    Keyset keyset;

    @Inject
    SyncConfig config;

    private Member ann;

    @BeforeEach
    void someone() {
        ann = world.newMember();
    }

    @Test
    void refusesTheWholeBatchForOneStaleRecord() {
        ann.update("notes", fresh("a", "b"));
        ann.update("notes", replace("b", "newer", 1));

        assertThatThrownBy(() -> ann.update("notes", replace("a", "x", 1), replace("b", "x", 1), replace("c", "x", 0)))
                .isInstanceOf(ResourceConflictException.class)
                .satisfies(
                        e -> assertThat(((CognitoSyncException) e).statusCode()).isEqualTo(409))
                .hasMessageContaining("Current SyncCount for: b is: 2 not: 1");
        var records = ann.records("notes");
        assertThat(records).containsOnlyKeys("a", "b");
        assertThat(records.get("a").value()).isEqualTo("value of a");
        assertThat(ann.list("notes").datasetSyncCount()).isEqualTo(2);
        assertThat(heard.changes(ann.identity())).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void refusesToTakeAnExistingRecordForNew() {
        ann.update("notes", fresh("a"));

        assertThatThrownBy(() -> ann.update("notes", replace("a", "x", 0)))
                .isInstanceOf(ResourceConflictException.class)
                .hasMessageContaining("Current SyncCount for: a is: 1 not: 0");
    }

    @Test
    void refusesACountAheadOfTheRecordAndMakesNoDataset() {
        assertThatThrownBy(() -> ann.update("notes", replace("a", "x", Long.MAX_VALUE)))
                .isInstanceOf(ResourceConflictException.class)
                .hasMessageContaining("Current SyncCount for: a is: 0 not: " + Long.MAX_VALUE);
        assertThatThrownBy(() -> ann.update("notes", remove("a", 7)))
                .isInstanceOf(ResourceConflictException.class)
                .hasMessageContaining("Current SyncCount for: a is: 0 not: 7");
        assertThat(ann.list("notes").datasetExists()).isFalse();
    }

    @Test
    void refusesANegativeCount() {
        assertThatThrownBy(() -> ann.update("notes", replace("a", "x", -1)))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("SyncCount must not be negative.");
    }

    @Test
    void refusesTheCountOfARecordWhoseDatasetWasMadeAnew() {
        ann.update("notes", fresh("a"));
        ann.delete("notes");

        assertThatThrownBy(() -> ann.update("notes", replace("a", "x", 1)))
                .isInstanceOf(ResourceConflictException.class)
                .hasMessageContaining("Current SyncCount for: a is: 0 not: 1");
    }

    @Test
    void refusesTokensThatAreNotOfThisDataset() {
        Member other = world.newMember(ann.pool());

        for (String token : List.of(ann.session("other"), other.session("notes"), "made up", " ")) {
            assertThatThrownBy(() -> ann.update("notes", token, List.of(fresh("a"))))
                    .isInstanceOf(InvalidParameterException.class)
                    .hasMessageContaining("The SyncSessionToken is invalid for this dataset.");
        }
        assertThat(ann.list("notes").datasetExists()).isFalse();
    }

    @Test
    void refusesAnExpiredToken() {
        Instant then = Instant.now().minus(config.sessionLifetime()).minus(Duration.ofSeconds(1));
        var key = new IdentityKey(ann.pool(), ann.identity()).dataset("notes");
        String token = new SyncSessions(keyset, config, () -> then).begin(key);

        assertThatThrownBy(() -> ann.update("notes", token, List.of(fresh("a"))))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("The SyncSessionToken has expired.");
        assertThatThrownBy(() -> readOn(token))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("The SyncSessionToken has expired.");
    }

    @Test
    void refusesToReadOnInAnInvalidSession() {
        String token = ann.session("other");

        assertThatThrownBy(() -> readOn(token))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("The SyncSessionToken is invalid for this dataset.");
    }

    private void readOn(String token) {
        ann.client().listRecords(request -> request.identityPoolId(ann.pool())
                .identityId(ann.identity())
                .datasetName("notes")
                .syncSessionToken(token));
    }

    @Test
    void refusesADateThatNoCalendarHolds() {
        for (long seconds : new long[] {253_402_300_800L, -62_135_596_801L}) {
            RecordPatch patch = replace("a", "x", 0).toBuilder()
                    .deviceLastModifiedDate(Instant.ofEpochSecond(seconds))
                    .build();
            assertThatThrownBy(() -> ann.update("notes", patch))
                    .isInstanceOf(InvalidParameterException.class)
                    .hasMessageContaining("DeviceLastModifiedDate must lie between the years 1 and 9999.");
        }
        assertThat(ann.list("notes").datasetExists()).isFalse();
    }

    @Test
    void refusesAPageTokenOfAnotherDataset() {
        ann.update("notes", fresh("a", "b"));
        String token = ann.client()
                .listRecords(request -> request.identityPoolId(ann.pool())
                        .identityId(ann.identity())
                        .datasetName("notes")
                        .maxResults(1))
                .nextToken();

        assertThatThrownBy(() -> ann.client().listRecords(request -> request.identityPoolId(ann.pool())
                        .identityId(ann.identity())
                        .datasetName("other")
                        .nextToken(token)))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("The NextToken is invalid.");
    }

    @Test
    void refusesToListSinceANegativeCountOrByEmptyPages() {
        assertThatThrownBy(() -> ann.listSince("notes", -1))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("LastSyncCount must not be negative.");
        assertThatThrownBy(() -> ann.client().listRecords(request -> request.identityPoolId(ann.pool())
                        .identityId(ann.identity())
                        .datasetName("notes")
                        .maxResults(0)))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("MaxResults must be at least 1.");
    }

    @Test
    void refusesAKeyThatComesTwiceAndAReplaceWithoutValue() {
        assertThatThrownBy(() -> ann.update("notes", fresh("a", "a")))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("RecordPatches holds the key 'a' twice.");
        assertThatThrownBy(() -> ann.update("notes", replace("a", null, 0)))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining("The replace of the key 'a' has no Value.");
    }

    @Test
    void refusesNamesKeysAndValuesBeyondTheModel() {
        for (RecordPatch patch : List.of(
                replace("", "x", 0),
                replace("k".repeat(1025), "x", 0),
                replace("a", "v".repeat(MEGABYTE), 0),
                replace("a", "x\u0000y", 0))) {
            assertThatThrownBy(() -> ann.update("notes", patch))
                    .isInstanceOf(CognitoSyncException.class)
                    .satisfies(e ->
                            assertThat(((CognitoSyncException) e).statusCode()).isEqualTo(400));
        }
        assertThatThrownBy(() -> ann.list("no spaces"))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining(NO_NAME);
        assertThatThrownBy(() -> ann.list("n".repeat(129)))
                .isInstanceOf(InvalidParameterException.class)
                .hasMessageContaining(NO_NAME);
    }

    @Test
    void takesTheLongestValueAndNoByteMore() {
        ann.update("notes", replace("k", "v".repeat(MEGABYTE - 1), 0));
        ann.update("notes", replace("l", "v", 0));

        assertThatThrownBy(() -> ann.update("notes", replace("m", "v", 0)))
                .isInstanceOf(LimitExceededException.class)
                .hasMessageContaining(TOO_LARGE)
                .satisfies(
                        e -> assertThat(((CognitoSyncException) e).statusCode()).isEqualTo(400));
        ann.update("notes", remove("l", 2), replace("m", "w", 0));
        assertThat(ann.records("notes").get("m").value()).isEqualTo("w");
    }

    @Test
    void countsBytesAndNotCharacters() {
        assertThatThrownBy(() -> ann.update("notes", replace("k", "é".repeat(MEGABYTE / 2) + "x", 0)))
                .isInstanceOf(LimitExceededException.class)
                .hasMessageContaining(TOO_LARGE);
    }

    @Test
    void takes1024RecordsAndNotOneMore() {
        ann.update("notes", fresh(keys(0, 1024)));

        assertThatThrownBy(() -> ann.update("notes", fresh("one more")))
                .isInstanceOf(LimitExceededException.class)
                .hasMessageContaining(TOO_MANY_RECORDS);
        assertThatThrownBy(() -> ann.update("other", fresh(keys(0, 1025))))
                .isInstanceOf(LimitExceededException.class)
                .hasMessageContaining(TOO_MANY_RECORDS);
        ann.update("notes", remove("k0", 1), replace("one more", "x", 0));
        assertThat(ann.list("notes").records()).hasSize(1024);
    }

    private static String[] keys(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "k" + i).toArray(String[]::new);
    }

    @Test
    void takes20DatasetsAndNotOneMoreUntilOneIsDeleted() {
        for (int i = 0; i < 20; i++) {
            ann.update("set" + i, fresh("a"));
        }

        assertThatThrownBy(() -> ann.update("set20", fresh("a")))
                .isInstanceOf(LimitExceededException.class)
                .hasMessageContaining(TOO_MANY_DATASETS);
        ann.update("set19", fresh("b"));
        ann.delete("set0");
        ann.update("set20", fresh("a"));
        assertThatThrownBy(() -> ann.update("set0", fresh("a")))
                .isInstanceOf(LimitExceededException.class)
                .hasMessageContaining(TOO_MANY_DATASETS);
    }

    @Test
    void takesNamesFromThePathAndNothingElse() {
        for (String name : List.of("a/b", "../identities", "a%2Fb", "a b", "a\u00e9")) {
            assertThatThrownBy(() -> ann.list(name))
                    .isInstanceOf(InvalidParameterException.class)
                    .hasMessageContaining(NO_NAME);
        }
        ann.update("..a", fresh("k"));
        assertThat(ann.list("..a").datasetExists()).isTrue();
    }

    @Test
    void refusesACountThatNoLongHolds() {
        var absurd = CognitoSyncClient.builder()
                .endpointOverride(SignetClients.underTest().endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(OperatorFiles.ACCESS_KEY_ID, OperatorFiles.SECRET_ACCESS_KEY)))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(c ->
                        c.retryStrategy(DefaultRetryStrategy.doNotRetry()).addExecutionInterceptor(new TooLargeCount()))
                .build();

        assertThatThrownBy(() -> ann.through(absurd)
                        .update("notes", ann.session("notes"), List.of(replace("a", "x", TooLargeCount.SENT))))
                .isInstanceOf(CognitoSyncException.class)
                .satisfies(
                        e -> assertThat(((CognitoSyncException) e).statusCode()).isEqualTo(400));
    }

    /** Writes a count into the request that no SDK can. */
    private static final class TooLargeCount implements ExecutionInterceptor {
        static final long SENT = 4_611_686_018_427_387_904L;

        @Override
        public Optional<RequestBody> modifyHttpContent(
                Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
            return context.requestBody()
                    .map(body ->
                            RequestBody.fromString(read(body).replace(Long.toString(SENT), "9223372036854775808")));
        }

        private static String read(RequestBody body) {
            try (var stream = body.contentStreamProvider().newStream()) {
                return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Test
    void refusesADevelopersWritesForAnIdentityNobodyKnows() {
        Member nobody = new Member(world.newPool(), world.newIdentityId(), world.operator());

        assertThatThrownBy(() -> nobody.update("notes", fresh("a")))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("Identity '" + nobody.identity() + "' not found.");
        assertThat(nobody.list("notes").datasetExists()).isFalse();
    }
}
