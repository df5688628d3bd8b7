package dev.signet.userpool;

import dev.signet.events.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.ConfigProvider;

/** Reads what the service under test tells of a user, from Kafka. */
public final class UserEvents {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private UserEvents() {}

    /** The types of the first {@code count} events of a user, in their order. */
    public static List<String> of(String sub, int count) {
        String topic = config("signet.events.topic-prefix") + Topic.USERS.kafkaName();
        long deadline = System.nanoTime() + LIMIT.toNanos();
        List<String> types = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", config("kafka.bootstrap.servers"), "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (types.size() < count) {
                if (System.nanoTime() > deadline) {
                    throw new AssertionError(count + " events expected, came: " + types);
                }
                for (ConsumerRecord<String, byte[]> event : consumer.poll(Duration.ofMillis(200))) {
                    if (event.key().equals(sub)) {
                        types.add(type(event));
                    }
                }
            }
        }
        return types;
    }

    // a CloudEvent in binary mode carries its type as a header
    private static String type(ConsumerRecord<String, byte[]> event) {
        return new String(event.headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8);
    }

    private static String config(String name) {
        return ConfigProvider.getConfig().getValue(name, String.class);
    }
}
