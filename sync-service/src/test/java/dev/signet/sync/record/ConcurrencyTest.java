package dev.signet.sync.record;

import static dev.signet.sync.world.Member.fresh;
import static dev.signet.sync.world.Member.replace;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.sync.SyncServiceTest;
import dev.signet.sync.world.Eventually;
import dev.signet.sync.world.Heard;
import dev.signet.sync.world.Member;
import dev.signet.sync.world.World;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cognitosync.model.LimitExceededException;
import software.amazon.awssdk.services.cognitosync.model.Record;
import software.amazon.awssdk.services.cognitosync.model.ResourceConflictException;

@SyncServiceTest
class ConcurrencyTest {
    private static final int WRITERS = 64;

    @Inject
    World world;

    @Inject
    Heard heard;

    private Member ann;

    @BeforeEach
    void someone() {
        ann = world.newMember();
    }

    @RepeatedTest(3)
    void letsOneOf64WritersWithTheSameCountWin() throws Exception {
        ann.update("notes", fresh("a"));
        String session = ann.session("notes");

        List<Object> outcomes = atOnce(i -> ann.update("notes", session, List.of(replace("a", "by " + i, 1))));

        assertOneWinner(outcomes);
        assertThat(ann.list("notes").datasetSyncCount()).isEqualTo(2);
        Eventually.succeeds(() -> assertThat(heard.changes(ann.identity())).hasSize(2));
    }

    @Test
    void letsOneOf64WritersMakeTheDataset() throws Exception {
        String session = ann.session("notes");

        List<Object> outcomes = atOnce(i -> ann.update("notes", session, List.of(replace("a", "by " + i, 0))));

        assertOneWinner(outcomes);
        assertThat(ann.list("notes").datasetSyncCount()).isEqualTo(1);
    }

    private static void assertOneWinner(List<Object> outcomes) {
        assertThat(outcomes).filteredOn(List.class::isInstance).hasSize(1);
        assertThat(outcomes)
                .filteredOn(ResourceConflictException.class::isInstance)
                .hasSize(WRITERS - 1);
    }

    @Test
    void letsAllWritersOfDifferentRecordsInEachWithItsOwnCount() throws Exception {
        String session = ann.session("notes");

        List<Object> outcomes = atOnce(i -> ann.update("notes", session, List.of(replace("k" + i, "v", 0))));

        var counts = new ArrayList<Long>();
        for (Object outcome : outcomes) {
            assertThat(outcome).isInstanceOf(List.class);
            counts.add(((Record) ((List<?>) outcome).getFirst()).syncCount());
        }
        assertThat(counts)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.rangeClosed(1, WRITERS).boxed().toList());
        Eventually.succeeds(() -> assertThat(heard.changes(ann.identity())).hasSize(WRITERS));
        assertThat(heard.changes(ann.identity()))
                .extracting(change -> change.syncCount())
                .doesNotHaveDuplicates();
    }

    @Test
    void makesNoMoreThan20DatasetsWhoeverAsksAtOnce() throws Exception {
        List<Object> outcomes = atOnce(i -> ann.update("set" + i, fresh("a")));

        assertThat(outcomes).filteredOn(List.class::isInstance).hasSize(20);
        assertThat(outcomes)
                .filteredOn(LimitExceededException.class::isInstance)
                .hasSize(WRITERS - 20);
    }

    @Test
    void readsAllOrNothingOfABatch() throws Exception {
        String[] keys = IntStream.range(0, 20).mapToObj(i -> "k" + i).toArray(String[]::new);
        ann.update("notes", fresh(keys));
        String session = ann.session("notes");

        List<Object> outcomes = atOnce(i -> i < 8 ? ann.list("notes").records() : rewrite(session, keys));

        for (Object outcome : outcomes.subList(0, 8)) {
            var counts = new HashSet<Long>();
            ((List<?>) outcome).forEach(record -> counts.add(((Record) record).syncCount()));
            assertThat(counts).hasSize(1);
        }
    }

    private Object rewrite(String session, String[] keys) {
        long count = ann.list("notes").datasetSyncCount();
        return ann.update(
                "notes",
                session,
                List.of(keys).stream()
                        .map(key -> replace(key, "at " + count, count))
                        .toList());
    }

    @Test
    void neverLetsACountFallWhenADatasetIsDeletedAndMadeAnew() throws Exception {
        ann.update("notes", fresh("a"));
        String session = ann.session("notes");

        List<Object> outcomes = atOnce(i -> {
            if (i % 4 == 0) {
                ann.delete("notes");
                return "deleted";
            }
            return ann.update("notes", session, List.of(replace("k" + i, "v", 0)));
        });

        long committed = 1
                + outcomes.stream()
                        .filter(outcome -> !(outcome instanceof Exception))
                        .count();
        Eventually.succeeds(() -> assertThat(heard.changes(ann.identity())).hasSize((int) committed));
        assertThat(heard.changes(ann.identity()))
                .extracting(change -> change.syncCount())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, committed).boxed().toList());
        assertThat(ann.list("notes").datasetSyncCount()).isEqualTo(committed);
    }

    private interface Attempt {
        Object by(int writer);
    }

    /** What each of the writers came to: its answer, or the exception it met. */
    private static List<Object> atOnce(Attempt attempt) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Object>> tasks = IntStream.range(0, WRITERS)
                    .<Callable<Object>>mapToObj(i -> () -> outcome(attempt, i))
                    .toList();
            var outcomes = new ArrayList<>();
            for (Future<Object> future : threads.invokeAll(tasks)) {
                outcomes.add(future.get());
            }
            return outcomes;
        }
    }

    private static Object outcome(Attempt attempt, int writer) {
        try {
            return attempt.by(writer);
        } catch (RuntimeException e) {
            return e;
        }
    }
}
