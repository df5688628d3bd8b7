package dev.signet.iam.role;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Reads all partitions of a compacted topic from their beginning, without a group, and follows them on a thread of its own. */
final class TopicFollower implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(TopicFollower.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final long LOOK_FOR_PARTITIONS_NANOS = Duration.ofSeconds(30).toNanos();

    private final Map<String, Object> settings;
    private final String topic;
    private final Reader reader;
    private final Thread thread;
    private volatile @Nullable KafkaConsumer<String, byte[]> reading;
    private volatile boolean caughtUp;
    private volatile boolean stopped;

    /** Who takes what is read. */
    interface Reader {
        /** The topic is read from its beginning: what comes until it is complete is the past, from state to state. */
        void begins();

        /** A record, in its partition's order. */
        void takes(ConsumerRecord<String, byte[]> change);

        /** All that the topic held when this reading began was taken; what comes from here on is new. */
        void isComplete();
    }

    TopicFollower(Map<String, Object> settings, String topic, Reader reader) {
        this.settings = settings;
        this.topic = topic;
        this.reader = reader;
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "signet-roles");
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
        this.thread = Thread.ofPlatform().daemon().name("signet-roles").unstarted(this::follow);
    }

    void start() {
        thread.start();
    }

    /** Whether all was read that the topic held when it was first seen; so also while there is no topic. */
    boolean caughtUp() {
        return caughtUp;
    }

    private void follow() {
        while (!stopped) {
            try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
                reading = consumer;
                read(consumer);
            } catch (WakeupException e) {
                LOG.debug("Following the roles was interrupted", e);
            } catch (RuntimeException e) { // a thread that died would leave roles as they are, in silence
                if (!stopped) {
                    LOG.warnf("The roles cannot be followed and are read anew: %s", e);
                    pause();
                }
            } finally {
                reading = null;
            }
        }
    }

    private void read(KafkaConsumer<String, byte[]> consumer) {
        List<TopicPartition> partitions = awaitPartitions(consumer);
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, ANSWER);
        reader.begins();
        boolean complete = false;
        long lookedAt = System.nanoTime();
        while (!stopped) {
            consumer.poll(POLL).forEach(reader::takes);
            if (!complete && ends.entrySet().stream().allMatch(end -> reached(consumer, end))) {
                complete = true;
                reader.isComplete();
                caughtUp = true;
            }
            if (System.nanoTime() - lookedAt > LOOK_FOR_PARTITIONS_NANOS) {
                lookedAt = System.nanoTime();
                if (!partitions(consumer).equals(partitions)) {
                    return;
                }
            }
        }
    }

    private static boolean reached(KafkaConsumer<?, ?> consumer, Map.Entry<TopicPartition, Long> end) {
        return consumer.position(end.getKey(), ANSWER) >= end.getValue();
    }

    private List<TopicPartition> awaitPartitions(KafkaConsumer<?, ?> consumer) {
        List<TopicPartition> partitions = partitions(consumer);
        while (partitions.isEmpty() && !stopped) {
            caughtUp = true;
            pause();
            partitions = partitions(consumer);
        }
        return partitions;
    }

    private List<TopicPartition> partitions(KafkaConsumer<?, ?> consumer) {
        return consumer.partitionsFor(topic, ANSWER).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .sorted((one, other) -> Integer.compare(one.partition(), other.partition()))
                .toList();
    }

    private void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException _) {
            stopped = true;
        }
    }

    @Override
    public void close() {
        stopped = true;
        KafkaConsumer<String, byte[]> consumer = reading;
        if (consumer != null) {
            consumer.wakeup();
        }
        try {
            thread.join(PAUSE.multipliedBy(5));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
