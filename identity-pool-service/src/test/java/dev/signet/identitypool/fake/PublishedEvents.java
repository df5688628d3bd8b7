package dev.signet.identitypool.fake;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.ConfigProvider;

/** What the service under test told the others about identities. */
public final class PublishedEvents {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private PublishedEvents() {}

    /** The JSON of the events of one identity, read until there are as many as expected. */
    public static List<String> of(String identityId, int expected) {
        try (var consumer = consumer()) {
            List<String> found = new ArrayList<>();
            Instant end = Instant.now().plus(LIMIT);
            Predicate<ConsumerRecord<String, String>> wanted = record -> identityId.equals(record.key());
            while (found.size() < expected && Instant.now().isBefore(end)) {
                for (var record : consumer.poll(Duration.ofMillis(200))) {
                    if (wanted.test(record)) {
                        found.add(type(record) + " " + record.value());
                    }
                }
            }
            return found;
        }
    }

    private static String type(ConsumerRecord<String, String> record) {
        var header = record.headers().lastHeader("ce_type");
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    private static KafkaConsumer<String, String> consumer() {
        var config = ConfigProvider.getConfig();
        var consumer = new KafkaConsumer<>(
                Map.<String, Object>of(
                        "bootstrap.servers",
                        config.getValue("kafka.bootstrap.servers", String.class),
                        "group.id",
                        "test-" + UUID.randomUUID(),
                        "auto.offset.reset",
                        "earliest"),
                new StringDeserializer(),
                new StringDeserializer());
        String topic = config.getOptionalValue("signet.events.topic-prefix", String.class)
                        .orElse("") + "signet.identity-pool.identities";
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return consumer;
    }
}
