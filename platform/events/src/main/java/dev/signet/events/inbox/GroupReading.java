package dev.signet.events.inbox;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jboss.logging.Logger;

/**
 * Reads a topic as a member of a consumer group: each record is handled by one member, and its offset is committed once
 * it and all before it have been handled. With each offset goes the id of the topic that it is meant for.
 */
final class GroupReading implements PollThread.Reading {
    private static final Logger LOG = Logger.getLogger(GroupReading.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration HANDING_OVER = Duration.ofSeconds(2);

    private final String topic;
    private final Assigned assigned;
    private final Map<TopicPartition, Long> committed = new HashMap<>();
    private String topicId = "";

    GroupReading(String topic, Assigned assigned) {
        this.topic = topic;
        this.assigned = assigned;
    }

    @Override
    public String topic() {
        return topic;
    }

    @Override
    public void begin(KafkaConsumer<String, byte[]> consumer, String id) {
        topicId = id;
        consumer.subscribe(List.of(topic), new Rebalance(consumer));
    }

    @Override
    public void poll(KafkaConsumer<String, byte[]> consumer) {
        consumer.poll(POLL).forEach(assigned::submit);
        assigned.keepInBounds(consumer);
        Map<TopicPartition, OffsetAndMetadata> handled = newlyHandled(assigned.all());
        if (!handled.isEmpty()) {
            consumer.commitAsync(handled, (_, failure) -> commitLater(handled, failure));
        }
    }

    @Override
    public void end(KafkaConsumer<String, byte[]> consumer) {
        handOver(consumer, assigned.all());
    }

    @Override
    public void forget() {
        drop(assigned.all());
    }

    /** A commit that failed is made anew with the next one. */
    private void commitLater(Map<TopicPartition, OffsetAndMetadata> handled, Exception failure) {
        if (failure != null) {
            LOG.debugf("Offsets of %s are committed later: %s", topic, failure);
            handled.keySet().forEach(committed::remove);
        }
    }

    private Map<TopicPartition, OffsetAndMetadata> newlyHandled(Collection<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> handled = new HashMap<>();
        for (TopicPartition partition : partitions) {
            long offset = assigned.progress(partition).map(Progress::handled).orElse(-1L);
            if (offset >= 0 && !Long.valueOf(offset).equals(committed.put(partition, offset))) {
                handled.put(partition, new OffsetAndMetadata(offset, topicId));
            }
        }
        return handled;
    }

    /** What is being handled may finish, what waits is left to the next owner. */
    private void handOver(KafkaConsumer<String, byte[]> consumer, Collection<TopicPartition> partitions) {
        long deadline = System.nanoTime() + HANDING_OVER.toNanos();
        assigned.end(partitions);
        partitions.forEach(
                partition -> assigned.progress(partition).ifPresent(progress -> progress.awaitIdle(deadline)));
        Map<TopicPartition, OffsetAndMetadata> handled = newlyHandled(partitions);
        drop(partitions);
        if (!handled.isEmpty()) {
            commitNow(consumer, handled);
        }
    }

    private static void commitNow(
            KafkaConsumer<String, byte[]> consumer, Map<TopicPartition, OffsetAndMetadata> handled) {
        try {
            consumer.commitSync(handled, HANDING_OVER);
        } catch (RebalanceInProgressException | TimeoutException e) {
            LOG.infof("Some records of %s will be seen again: %s", handled.keySet(), e.getMessage());
        }
    }

    private void drop(Collection<TopicPartition> partitions) {
        assigned.end(partitions);
        assigned.forget(partitions);
        partitions.forEach(committed::remove);
    }

    private final class Rebalance implements ConsumerRebalanceListener {
        private final KafkaConsumer<String, byte[]> consumer;

        Rebalance(KafkaConsumer<String, byte[]> consumer) {
            this.consumer = consumer;
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            assigned.begin(partitions);
            Collection<TopicPartition> another = committedToAnother(partitions);
            if (!another.isEmpty()) { // none would mean all
                consumer.seekToBeginning(another);
            }
        }

        /** A commit on its way when the topic was deleted may arrive in the one that was made in its place. */
        private Collection<TopicPartition> committedToAnother(Collection<TopicPartition> partitions) {
            Map<TopicPartition, OffsetAndMetadata> offsets = consumer.committed(Set.copyOf(partitions));
            return partitions.stream()
                    .filter(partition -> offsets.get(partition) != null
                            && !offsets.get(partition).metadata().isEmpty()
                            && !offsets.get(partition).metadata().equals(topicId))
                    .toList();
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            handOver(consumer, partitions);
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            drop(partitions);
        }
    }
}
