package dev.signet.events.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class AssignedTest {
    private static final TopicPartition PARTITION = new TopicPartition("states", 0);

    private final List<Long> handled = new ArrayList<>();
    private final CompletableFuture<Void> first = new CompletableFuture<>();

    @Test
    void ofTheRecordsOfAKeyThatWaitOnlyTheNewestIsHandledWhereOnlyThatCounts() {
        Assigned assigned = begun(true);

        submit(assigned, "a", 0);
        submit(assigned, "a", 1);
        submit(assigned, "b", 2);
        submit(assigned, "a", 3);
        assertThat(handled).containsExactly(0L, 2L);
        first.complete(null);

        assertThat(handled).containsExactly(0L, 2L, 3L);
        assertThat(assigned.progress(PARTITION).orElseThrow().isHandledUpTo(4)).isTrue();
    }

    @Test
    void everyRecordIsHandledWhereEachCounts() {
        Assigned assigned = begun(false);

        submit(assigned, "a", 0);
        submit(assigned, "a", 1);
        submit(assigned, "a", 2);
        first.complete(null);

        assertThat(handled).containsExactly(0L, 1L, 2L);
    }

    @Test
    void whatIsReadAgainIsHandledAgain() {
        Assigned assigned = begun(true);
        submit(assigned, "a", 0);
        submit(assigned, "a", 5);

        assigned.begin(List.of(PARTITION));
        submit(assigned, "a", 0);
        first.complete(null);
        submit(assigned, "a", 5);

        assertThat(handled).containsExactly(0L, 0L, 5L);
    }

    /** The first record that is handled ends when the test says so. */
    private Assigned begun(boolean newestOnly) {
        var assigned = new Assigned(
                (record, _) -> {
                    handled.add(record.offset());
                    return handled.size() == 1
                            ? Uni.createFrom().completionStage(first)
                            : Uni.createFrom().voidItem();
                },
                4,
                newestOnly);
        assigned.begin(List.of(PARTITION));
        return assigned;
    }

    private static void submit(Assigned assigned, String key, long offset) {
        assigned.submit(new ConsumerRecord<>(PARTITION.topic(), PARTITION.partition(), offset, key, new byte[0]));
    }
}
