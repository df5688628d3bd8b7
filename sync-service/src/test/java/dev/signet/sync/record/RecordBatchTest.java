package dev.signet.sync.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signet.sync.KeyHash;
import dev.signet.sync.dataset.Dataset.Growth;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitosync.model.Operation;
import software.amazon.awssdk.services.cognitosync.model.RecordPatch;

class RecordBatchTest {
    @Test
    void growsByTheBytesOfUtf8() {
        var batch = batch(replace("a", "é€", 0), replace("b", "", 0));

        var growth = batch.against(List.of());

        assertThat(growth).isEqualTo(new Growth(2, 5));
    }

    @Test
    void shrinksByWhatItRemovesAndReplaces() {
        var batch = batch(remove("a", 3), replace("b", "xy", 4), remove("c", 5));
        var known = List.of(known("a", 3, true, 10), known("b", 4, true, 1), known("c", 5, false, 0));

        var growth = batch.against(known);

        assertThat(growth).isEqualTo(new Growth(-1, -9));
    }

    @Test
    void refusesTheWholeBatchForOneStaleRecord() {
        var batch = batch(replace("a", "1", 3), replace("b", "2", 3));
        var known = List.of(known("a", 3, true, 1), known("b", 4, true, 1));

        assertThatThrownBy(() -> batch.against(known)).hasMessage("Current SyncCount for: b is: 4 not: 3");
    }

    @Test
    void refusesACountThatIsAheadOfTheRecord() {
        assertThatThrownBy(() -> batch(replace("a", "1", Long.MAX_VALUE)).against(List.of()))
                .hasMessageContaining("is: 0 not: " + Long.MAX_VALUE);
    }

    @Test
    void refusesANegativeCount() {
        assertThatThrownBy(() -> batch(replace("a", "1", -1))).hasMessageContaining("SyncCount");
    }

    @Test
    void refusesAKeyThatComesTwice() {
        assertThatThrownBy(() -> batch(replace("a", "1", 0), remove("a", 0))).hasMessageContaining("'a' twice");
    }

    @Test
    void refusesAReplaceWithoutValue() {
        assertThatThrownBy(() -> batch(replace("a", null, 0))).hasMessageContaining("no Value");
    }

    @Test
    void refusesMorePatchesThanADatasetHasRecords() {
        var patches = Collections.nCopies(11, remove("a", 0));

        assertThatThrownBy(() -> RecordBatch.of(patches, 10)).hasMessageContaining("at most 10 records");
    }

    @Test
    void takesAFullDatasetAwayAndAFullOneInItsPlace() {
        var patches = Stream.concat(
                        IntStream.range(0, 10).mapToObj(i -> remove("old" + i, 1)),
                        IntStream.range(0, 10).mapToObj(i -> replace("new" + i, "x", 0)))
                .toList();

        var growth = RecordBatch.of(patches, 10)
                .against(IntStream.range(0, 10)
                        .mapToObj(i -> known("old" + i, 1, true, 1))
                        .toList());

        assertThat(growth).isEqualTo(new Growth(0, 0));
    }

    @Test
    void refusesADateThatNoCalendarHolds() {
        var patch = remove("a", 0).toBuilder()
                .deviceLastModifiedDate(Instant.ofEpochSecond(1_000_000_000_000_000L))
                .build();

        assertThatThrownBy(() -> batch(patch)).hasMessageContaining("DeviceLastModifiedDate");
    }

    @Test
    void forgetsTheValueOfARemoval() {
        var removal = remove("a", 0).toBuilder().value("left behind").build();

        var answer = batch(removal).answer(7, Instant.EPOCH, "device").getFirst();

        assertThat(answer.value()).isNull();
        assertThat(answer.syncCount()).isEqualTo(7);
    }

    private static RecordBatch batch(RecordPatch... patches) {
        return RecordBatch.of(List.of(patches), 1024);
    }

    private static RecordPatch replace(String key, String value, long syncCount) {
        return RecordPatch.builder()
                .op(Operation.REPLACE)
                .key(key)
                .value(value)
                .syncCount(syncCount)
                .build();
    }

    private static RecordPatch remove(String key, long syncCount) {
        return RecordPatch.builder()
                .op(Operation.REMOVE)
                .key(key)
                .syncCount(syncCount)
                .build();
    }

    private static KnownRecord known(String key, long syncCount, boolean live, int size) {
        return new KnownRecord(KeyHash.of(key), syncCount, live, size);
    }
}
