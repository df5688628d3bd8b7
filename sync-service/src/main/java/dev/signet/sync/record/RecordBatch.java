package dev.signet.sync.record;

import dev.signet.sync.KeyHash;
import dev.signet.sync.Refusals;
import dev.signet.sync.dataset.Dataset.Growth;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cognitosync.model.Operation;
import software.amazon.awssdk.services.cognitosync.model.Record;
import software.amazon.awssdk.services.cognitosync.model.RecordPatch;

/** The patches of one UpdateRecords: taken all together or refused all together. */
final class RecordBatch {
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999Z");

    private final List<Patch> patches;

    private RecordBatch(List<Patch> patches) {
        this.patches = patches;
    }

    /**
     * One patch, found sound in itself.
     *
     * @param value null where the record is to be removed
     */
    record Patch(
            UUID keyHash,
            String key,
            @Nullable String value,
            long syncCount,
            @Nullable Instant deviceDate) {
        int valueSize() {
            return value == null ? 0 : value.getBytes(StandardCharsets.UTF_8).length;
        }
    }

    /** Reads patches; refuses those that no dataset could take: more to keep, or more to remove, than it may have. */
    static RecordBatch of(List<RecordPatch> submitted, int most) {
        long removed = submitted.stream()
                .filter(patch -> patch.op() == Operation.REMOVE)
                .count();
        if (Math.max(removed, submitted.size() - removed) > most) {
            throw Refusals.tooManyRecords(most);
        }
        var patches = new LinkedHashMap<UUID, Patch>();
        for (RecordPatch patch : submitted) {
            var sound = soundPatch(patch);
            if (patches.putIfAbsent(sound.keyHash(), sound) != null) {
                throw Refusals.duplicateKey(sound.key());
            }
        }
        return new RecordBatch(List.copyOf(patches.values()));
    }

    private static Patch soundPatch(RecordPatch patch) {
        boolean replace = patch.op() == Operation.REPLACE;
        Instant deviceDate = patch.deviceLastModifiedDate();
        if (patch.syncCount() < 0) {
            throw Refusals.negative("SyncCount");
        }
        if (replace && patch.value() == null) {
            throw Refusals.replaceWithoutValue(patch.key());
        }
        if (deviceDate != null && (deviceDate.isBefore(EARLIEST) || deviceDate.isAfter(LATEST))) {
            throw Refusals.absurdDate();
        }
        return new Patch(
                KeyHash.of(patch.key()), patch.key(), replace ? patch.value() : null, patch.syncCount(), deviceDate);
    }

    /** How the dataset grows by this batch; refuses it where a patch does not know the record's latest count. */
    Growth against(List<KnownRecord> known) {
        Map<UUID, KnownRecord> byHash =
                known.stream().collect(Collectors.toMap(KnownRecord::keyHash, Function.identity()));
        int records = 0;
        long bytes = 0;
        for (Patch patch : patches) {
            var current = byHash.getOrDefault(patch.keyHash(), KnownRecord.none(patch.keyHash()));
            if (current.syncCount() != patch.syncCount()) {
                throw Refusals.staleRecord(patch.key(), current.syncCount(), patch.syncCount());
            }
            records += (patch.value() == null ? 0 : 1) - (current.live() ? 1 : 0);
            bytes += patch.valueSize() - current.valueSize();
        }
        return new Growth(records, bytes);
    }

    /** The records as they are after the change. */
    List<Record> answer(long syncCount, Instant at, String by) {
        return patches.stream()
                .map(patch -> Record.builder()
                        .key(patch.key())
                        .value(patch.value())
                        .syncCount(syncCount)
                        .lastModifiedDate(at)
                        .lastModifiedBy(by)
                        .deviceLastModifiedDate(patch.deviceDate())
                        .build())
                .toList();
    }

    boolean isEmpty() {
        return patches.isEmpty();
    }

    <T> T[] column(Function<Patch, @Nullable T> of, java.util.function.IntFunction<T[]> array) {
        return patches.stream().map(of).toArray(array);
    }
}
