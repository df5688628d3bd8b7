package dev.signet.events.inbox;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jboss.logging.Logger;

/** Reads a topic whole, from its beginning and on for ever, and knows when it has handled what was there at first. */
final class WholeReading implements PollThread.Reading {
    private static final Logger LOG = Logger.getLogger(WholeReading.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration ABSENT = Duration.ofMillis(200);
    private static final Duration PRESENT = Duration.ofSeconds(30);

    private final String topic;
    private final Assigned assigned;
    private final Map<TopicPartition, Long> ends = new HashMap<>();
    private long lookAt = System.nanoTime();
    private CompletableFuture<Void> caughtUp = new CompletableFuture<>();
    private boolean again;

    WholeReading(String topic, Assigned assigned) {
        this.topic = topic;
        this.assigned = assigned;
    }

    /** Done when all that was there when reading began has been handled. */
    synchronized CompletableFuture<Void> caughtUp() {
        return caughtUp;
    }

    /** Reads from the beginning again. */
    synchronized CompletableFuture<Void> readAgain() {
        again = true;
        if (caughtUp.isDone()) {
            caughtUp = new CompletableFuture<>();
        }
        return caughtUp;
    }

    @Override
    public String topic() {
        return topic;
    }

    @Override
    public void begin(KafkaConsumer<String, byte[]> consumer, String topicId) {
        lookAt = System.nanoTime();
    }

    @Override
    public void poll(KafkaConsumer<String, byte[]> consumer) {
        if (System.nanoTime() - lookAt >= 0) {
            look(consumer);
        }
        if (assigned.all().isEmpty()) {
            LockSupport.parkNanos(ABSENT.toNanos());
            return;
        }
        if (takeAgain()) {
            beginAt(consumer, assigned.all());
        }
        consumer.poll(POLL).forEach(assigned::submit);
        assigned.keepInBounds(consumer);
        if (ends.keySet().stream().allMatch(partition -> isReached(consumer, partition))) {
            complete();
        }
    }

    @Override
    public void end(KafkaConsumer<String, byte[]> consumer) {
        assigned.end(assigned.all());
    }

    @Override
    public void forget() {
        assigned.end(assigned.all());
        assigned.forget(assigned.all());
        ends.clear();
    }

    /** Finds the topic's partitions, at first and should there come more. */
    private void look(KafkaConsumer<String, byte[]> consumer) {
        try {
            List<PartitionInfo> found = consumer.partitionsFor(topic);
            Set<TopicPartition> added = new HashSet<>();
            found.forEach(partition -> added.add(new TopicPartition(topic, partition.partition())));
            added.removeAll(assigned.all());
            if (!added.isEmpty()) {
                Set<TopicPartition> all = new HashSet<>(assigned.all());
                all.addAll(added);
                consumer.assign(all);
                beginAt(consumer, added);
            }
        } catch (TimeoutException e) {
            LOG.warnf("The partitions of %s cannot be looked up: %s", topic, e.getMessage());
        }
        lookAt = System.nanoTime() + (assigned.all().isEmpty() ? ABSENT : PRESENT).toNanos();
    }

    private void beginAt(KafkaConsumer<String, byte[]> consumer, Collection<TopicPartition> partitions) {
        ends.putAll(consumer.endOffsets(partitions));
        assigned.begin(partitions);
        consumer.resume(partitions);
        consumer.seekToBeginning(partitions);
    }

    private boolean isReached(KafkaConsumer<String, byte[]> consumer, TopicPartition partition) {
        long end = ends.getOrDefault(partition, 0L);
        return consumer.position(partition) >= end
                && assigned.progress(partition).orElseThrow().isHandledUpTo(end);
    }

    private synchronized boolean takeAgain() {
        boolean taken = again;
        again = false;
        return taken;
    }

    private synchronized void complete() {
        if (!again) {
            caughtUp.complete(null);
        }
    }
}
