package dev.signet.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signet.events.kafka.KafkaSettings;
import dev.signet.events.kafka.Topics;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads a whole topic, as a test sees it from outside. */
@ApplicationScoped
public class ReadTopic {
    private final KafkaSettings settings;
    private final Topics topics;

    ReadTopic(KafkaSettings settings, Topics topics) {
        this.settings = settings;
        this.topics = topics;
    }

    /** Reads from the beginning until enough records match. */
    public List<ConsumerRecord<String, byte[]>> until(
            Topic topic, int count, Predicate<ConsumerRecord<String, byte[]>> wanted) {
        return until(topics.kafkaName(topic.kafkaName()), count, wanted);
    }

    public List<ConsumerRecord<String, byte[]>> until(
            String kafkaTopic, int count, Predicate<ConsumerRecord<String, byte[]>> wanted) {
        List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
        Instant end = Instant.now().plusSeconds(30);
        try (var consumer = new KafkaConsumer<>(
                settings.with(Map.of(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest")),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = partitions(consumer, kafkaTopic, end);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (found.size() < count && Instant.now().isBefore(end)) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> {
                    if (wanted.test(record)) {
                        found.add(record);
                    }
                });
            }
        }
        return found;
    }

    /** Reads what is in a topic now. */
    public List<ConsumerRecord<String, byte[]>> all(Topic topic, Predicate<ConsumerRecord<String, byte[]>> wanted) {
        String kafkaTopic = topics.kafkaName(topic.kafkaName());
        List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(
                settings.with(Map.of(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest")),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions =
                    partitions(consumer, kafkaTopic, Instant.now().plusSeconds(30));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> {
                    if (wanted.test(record)) {
                        found.add(record);
                    }
                });
            }
        }
        return found;
    }

    public static String header(ConsumerRecord<String, byte[]> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), UTF_8);
    }

    private static List<TopicPartition> partitions(KafkaConsumer<?, ?> consumer, String topic, Instant end) {
        while (Instant.now().isBefore(end)) {
            var partitions = consumer.partitionsFor(topic, Duration.ofSeconds(5));
            if (partitions != null && !partitions.isEmpty()) {
                return partitions.stream()
                        .map(p -> new TopicPartition(topic, p.partition()))
                        .toList();
            }
        }
        throw new AssertionError("No topic " + topic);
    }
}
