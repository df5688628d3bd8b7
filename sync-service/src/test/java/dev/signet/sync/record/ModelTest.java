package dev.signet.sync.record;

import static dev.signet.sync.world.Member.remove;
import static dev.signet.sync.world.Member.replace;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.sync.SyncServiceTest;
import dev.signet.sync.world.Member;
import dev.signet.sync.world.World;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.cognitosync.model.ListRecordsResponse;
import software.amazon.awssdk.services.cognitosync.model.Operation;
import software.amazon.awssdk.services.cognitosync.model.RecordPatch;
import software.amazon.awssdk.services.cognitosync.model.ResourceConflictException;
import software.amazon.awssdk.services.cognitosync.model.ResourceNotFoundException;

/** Random histories of one dataset, told side by side to the service and to a model of twenty lines. */
@SyncServiceTest
class ModelTest {
    private static final int STEPS = 60;
    private static final List<String> KEYS = List.of("a", "b", "c", "d", "e");

    @Inject
    World world;

    static List<Long> seeds() {
        return new Random().longs(3).boxed().toList();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void behavesAsTheModelDoes(long seed) {
        Random random = new Random(seed);
        Member ann = world.newMember();
        Model model = new Model();

        for (int step = 0; step < STEPS; step++) {
            int dice = random.nextInt(20);
            if (dice == 0) {
                assertThat(deletes(ann)).isEqualTo(model.delete());
            } else if (dice < 13) {
                List<RecordPatch> batch = batch(random, model);
                assertThat(updates(ann, batch)).isEqualTo(model.update(batch));
            } else {
                long since = random.nextLong(model.count + 2);
                assertSame(ann.listSince("notes", since), model, since);
            }
        }
    }

    private static List<RecordPatch> batch(Random random, Model model) {
        return IntStream.range(0, KEYS.size())
                .filter(_ -> random.nextInt(3) == 0)
                .mapToObj(i -> {
                    long known = Optional.ofNullable(model.records.get(KEYS.get(i)))
                            .map(Entry::count)
                            .orElse(0L);
                    long count = random.nextInt(10) == 0 ? random.nextLong(model.count + 3) : known;
                    return random.nextInt(4) == 0
                            ? remove(KEYS.get(i), count)
                            : replace(KEYS.get(i), "v" + random.nextInt(1000), count);
                })
                .toList();
    }

    private static Optional<Long> updates(Member ann, List<RecordPatch> batch) {
        try {
            return ann.update("notes", ann.session("notes"), batch).stream()
                    .map(record -> record.syncCount())
                    .findFirst();
        } catch (ResourceConflictException _) {
            return Optional.of(-1L);
        }
    }

    private static boolean deletes(Member ann) {
        try {
            ann.delete("notes");
            return true;
        } catch (ResourceNotFoundException _) {
            return false;
        }
    }

    private static void assertSame(ListRecordsResponse answer, Model model, long since) {
        assertThat(answer.datasetExists()).isEqualTo(model.live);
        assertThat(answer.datasetSyncCount()).isEqualTo(model.count);
        assertThat(answer.datasetDeletedAfterRequestedSyncCount()).isEqualTo(since > 0 && since < model.deletedAt);
        Map<String, Entry> listed = new HashMap<>();
        answer.records().forEach(record -> listed.put(record.key(), new Entry(record.value(), record.syncCount())));
        Map<String, Entry> expected = new HashMap<>(model.records);
        expected.values().removeIf(entry -> entry.count() <= since);
        assertThat(listed).isEqualTo(expected);
        assertThat(answer.records()).extracting(record -> record.syncCount()).isSorted();
    }

    private record Entry(String value, long count) {}

    /** A dataset in memory. */
    private static final class Model {
        private Map<String, Entry> records = new LinkedHashMap<>();
        private boolean live;
        private long count;
        private long deletedAt;

        /** The count that the batch got, -1 for a conflict, empty for nothing to do. */
        Optional<Long> update(List<RecordPatch> batch) {
            if (batch.isEmpty()) {
                return Optional.empty();
            }
            var after = new LinkedHashMap<>(records);
            for (RecordPatch patch : batch) {
                long current = records.containsKey(patch.key())
                        ? records.get(patch.key()).count()
                        : 0;
                if (current != patch.syncCount()) {
                    return Optional.of(-1L);
                }
                after.put(patch.key(), new Entry(patch.op() == Operation.REMOVE ? null : patch.value(), count + 1));
            }
            records = after;
            live = true;
            return Optional.of(++count);
        }

        boolean delete() {
            boolean existed = live;
            if (live) {
                records = new LinkedHashMap<>();
                live = false;
                deletedAt = ++count;
            }
            return existed;
        }
    }
}
