package dev.signet.events.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class AssignedTest {
    private static final TopicPartition PARTITION = new TopicPartition("states", 0);

    private final List<Long> handled = new ArrayList<>();
    private final CompletableFuture<Void> first = new CompletableFuture<>();

    @Test
    void eachRecordIsHandledWhereNoneTellsAVersion() {
        Assigned assigned = begun(_ -> Optional.empty());

        handle(assigned, 1, 2, 3);

        assertThat(handled).containsExactly(0L, 1L, 2L);
    }

    @Test
    void ofWhatWaitsOnlyTheNewestVersionIsHandled() {
        Assigned assigned = begun(AssignedTest::version);

        handle(assigned, 1, 2, 3, 3);

        assertThat(handled).containsExactly(0L, 3L);
        assertThat(assigned.progress(PARTITION).orElseThrow().isHandledUpTo(4)).isTrue();
    }

    @Test
    void anOlderVersionThatComesLaterOvertakesNothing() {
        Assigned assigned = begun(AssignedTest::version);

        handle(assigned, 1, 3, 2);

        assertThat(handled).containsExactly(0L, 1L, 2L);
    }

    @Test
    void versionsOfOtherThingsOfTheSameKeyOvertakeNothing() {
        Assigned assigned = begun(record -> Optional.of(new Version(record.offset(), 0)));

        handle(assigned, 1, 2, 3);

        assertThat(handled).containsExactly(0L, 1L, 2L);
    }

    @Test
    void whatWasHandledOvertakesNothingThatIsReadAgain() {
        Assigned assigned = begun(AssignedTest::version);
        submit(assigned, 0, 1);
        submit(assigned, 5, 9);
        first.complete(null);

        assigned.begin(List.of(PARTITION));
        submit(assigned, 0, 1);

        assertThat(handled).containsExactly(0L, 5L, 0L);
    }

    @Test
    void whatWillNotBeHandledAnyMoreOvertakesNothing() {
        Assigned assigned = begun(AssignedTest::version);
        submit(assigned, 0, 1);
        submit(assigned, 5, 9);

        assigned.begin(List.of(PARTITION));
        submit(assigned, 1, 2);
        first.complete(null);

        assertThat(handled).containsExactly(0L, 1L);
    }

    /** The first record that is handled ends when the test says so. */
    private Assigned begun(Assigned.Versions versions) {
        var assigned = new Assigned(
                (record, _) -> {
                    handled.add(record.offset());
                    return handled.size() == 1
                            ? Uni.createFrom().completionStage(first)
                            : Uni.createFrom().voidItem();
                },
                4,
                versions);
        assigned.begin(List.of(PARTITION));
        return assigned;
    }

    /** Submits records with these numbers, at the offsets from 0 on, while the first one is handled, and lets that end. */
    private void handle(Assigned assigned, int... numbers) {
        for (int offset = 0; offset < numbers.length; offset++) {
            submit(assigned, offset, numbers[offset]);
        }
        first.complete(null);
    }

    private static Optional<Version> version(ConsumerRecord<String, byte[]> record) {
        return Optional.of(new Version(record.key(), record.value()[0]));
    }

    private static void submit(Assigned assigned, long offset, int number) {
        byte[] value = {(byte) number};
        assigned.submit(new ConsumerRecord<>(PARTITION.topic(), PARTITION.partition(), offset, "key", value));
    }
}
