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
    private final Versions versions;
    private final InKeyOrder jobs;
    private final Map<Object, Newest> newest = new ConcurrentHashMap<>();
    private final Map<TopicPartition, Progress> partitions = new HashMap<>();

    /** Which version of what a record tells, if it tells one. */
    interface Versions {
        Optional<Version> of(ConsumerRecord<String, byte[]> record);
    }

    private record Newest(long number, long offset) {}

    /** Handles each record but those that a newer one of the same overtook while they waited. */
    Assigned(Handler handler, int concurrency, Versions versions) {
        this.handler = handler;
        this.jobs = new InKeyOrder(concurrency);
        this.versions = versions;
    }

    /** Begins with partitions; what was begun before for the same ones is no longer waited for. */
    void begin(Collection<TopicPartition> those) {
        end(those);
        those.forEach(partition -> partitions.put(partition, new Progress()));
    }

    /** What has not begun yet does not begin any more. */
    void end(Collection<TopicPartition> those) {
        newest.clear();
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
        Optional<Version> version = versions.of(record);
        progress.received(record.offset());
        version.ifPresent(told -> newest.merge(
                told.of(),
                new Newest(told.number(), record.offset()),
                (one, other) -> other.number() >= one.number() ? other : one));
        jobs.submit(
                record.partition() + "/" + record.key(),
                () -> progress.begin()
                        ? handle(record, version, progress)
                        : Uni.createFrom().voidItem());
    }

    private Uni<Void> handle(ConsumerRecord<String, byte[]> record, Optional<Version> version, Progress progress) {
        boolean overtaken =
                version.filter(told -> isOvertaken(told, record.offset())).isPresent();
        return (overtaken ? Uni.createFrom().voidItem() : handler.handle(record, progress::over))
                .onItemOrFailure()
                .invoke((_, failure) -> {
                    version.ifPresent(told -> newest.remove(told.of(), new Newest(told.number(), record.offset())));
                    progress.finished(record.offset(), failure == null);
                });
    }

    private boolean isOvertaken(Version version, long offset) {
        Newest known = newest.get(version.of());
        return known != null && known.offset() > offset && known.number() >= version.number();
    }
}
