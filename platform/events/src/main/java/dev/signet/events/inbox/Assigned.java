package dev.signet.events.inbox;

import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** The partitions that a consumer reads, and the handling of their records: in the order of each key, within bounds. */
final class Assigned {
    private static final int TOO_MANY = 512;
    private static final int FEW = 128;

    private final Handler handler;
    private final boolean newestOnly;
    private final InKeyOrder jobs;
    private final Map<String, Long> newest = new ConcurrentHashMap<>();
    private final Map<TopicPartition, Progress> partitions = new HashMap<>();

    /**
     * @param newestOnly whether a record counts as handled when a newer one of its key came while it waited, as if the topic
     *     had been compacted by then
     */
    Assigned(Handler handler, int concurrency, boolean newestOnly) {
        this.handler = handler;
        this.jobs = new InKeyOrder(concurrency);
        this.newestOnly = newestOnly;
    }

    /** Begins with partitions; what was begun before for the same ones is no longer waited for. */
    void begin(Collection<TopicPartition> those) {
        end(those);
        those.forEach(partition -> partitions.put(partition, new Progress()));
    }

    /** What has not begun yet does not begin any more. */
    void end(Collection<TopicPartition> those) {
        those.forEach(partition -> progress(partition).ifPresent(Progress::end));
    }

    void forget(Collection<TopicPartition> those) {
        those.forEach(partitions::remove);
    }

    Set<TopicPartition> all() {
        return Set.copyOf(partitions.keySet());
    }

    Optional<Progress> progress(TopicPartition partition) {
        return Optional.ofNullable(partitions.get(partition));
    }

    void submit(ConsumerRecord<String, byte[]> record) {
        progress(new TopicPartition(record.topic(), record.partition()))
                .ifPresent(progress -> submit(record, progress));
    }

    /** Fetches no more from partitions that have too much waiting. */
    void keepInBounds(KafkaConsumer<String, byte[]> consumer) {
        partitions.forEach((partition, progress) -> {
            if (progress.size() > TOO_MANY) {
                consumer.pause(Set.of(partition));
            } else if (progress.size() < FEW && consumer.paused().contains(partition)) {
                consumer.resume(Set.of(partition));
            }
        });
    }

    private void submit(ConsumerRecord<String, byte[]> record, Progress progress) {
        String key = record.partition() + "/" + record.key();
        progress.received(record.offset());
        if (newestOnly) {
            newest.put(key, record.offset());
        }
        jobs.submit(
                key,
                () -> progress.begin()
                        ? handle(key, record, progress)
                        : Uni.createFrom().voidItem());
    }

    private Uni<Void> handle(String key, ConsumerRecord<String, byte[]> record, Progress progress) {
        boolean old = newest.getOrDefault(key, record.offset()) > record.offset();
        return (old ? Uni.createFrom().voidItem() : handler.handle(record, progress::over))
                .onItemOrFailure()
                .invoke((_, failure) -> {
                    newest.remove(key, record.offset());
                    progress.finished(record.offset(), failure == null);
                });
    }
}
