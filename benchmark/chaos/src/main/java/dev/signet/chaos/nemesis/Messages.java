package dev.signet.chaos.nemesis;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Messages that nobody in the suite has sent: what was sent before, in another order, and what nobody can read. */
final class Messages {
    static final String CHANGES = "signet.sync.changes";
    static final String DEVICES = "signet.sync.devices";
    static final String IDENTITIES = "signet.identity-pool.identities";

    private static final int MOST = 2_000;
    private static final int WINDOW = 100;
    private static final int LARGE = 950_000;
    /** Kafka itself refuses it. */
    private static final int TOO_LARGE = 2 << 20;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String kafka;

    Messages(String kafka) {
        this.kafka = kafka;
    }

    /** Sends the newest part of topics once more, each in its order. */
    Map<String, ?> duplicate(List<String> topics) throws Exception {
        int sent = 0;
        for (String topic : topics) {
            sent += send(read(topic));
        }
        return Map.of("messages", sent);
    }

    /** Sends the newest part of a topic once more, shuffled in windows, so that old counts come after new ones. */
    Map<String, ?> shuffle(String topic, Random random) throws Exception {
        List<ProducerRecord<String, byte[]>> records = new ArrayList<>(read(topic));
        for (int from = 0; from < records.size(); from += WINDOW) {
            Collections.shuffle(records.subList(from, Math.min(records.size(), from + WINDOW)), random);
        }
        return Map.of("messages", send(records));
    }

    /** Sends to every partition what cannot be read; tells how many must end as dead letters. */
    int poison(String topic) throws Exception {
        int sent = 0;
        for (int partition : partitions(topic)) {
            sent += send(List.of(
                    poisoned(topic, partition, "{not json", "1.0"),
                    poisoned(topic, partition, "{}", "1.0"),
                    poisoned(topic, partition, "{}", "9.9"),
                    new ProducerRecord<>(topic, partition, "poison", "no envelope".getBytes(StandardCharsets.UTF_8)),
                    poisoned(topic, partition, "x".repeat(LARGE), "1.0"),
                    poisoned(topic, partition, "x".repeat(TOO_LARGE), "1.0")));
        }
        return sent;
    }

    /** How many dead letters there are of a topic. */
    long dead(String topic) {
        try (var consumer = consumer()) {
            List<TopicPartition> all = consumer.partitionsFor(topic + ".dead", PATIENCE).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            return all.isEmpty()
                    ? 0
                    : consumer.endOffsets(all, PATIENCE).values().stream()
                            .mapToLong(Long::longValue)
                            .sum();
        }
    }

    private static ProducerRecord<String, byte[]> poisoned(String topic, int partition, String json, String version) {
        var record = new ProducerRecord<>(topic, partition, "poison", json.getBytes(StandardCharsets.UTF_8));
        Map<String, String> headers = Map.of(
                "ce_specversion",
                version,
                "ce_id",
                UUID.randomUUID().toString(),
                "ce_source",
                "/nobody",
                "ce_type",
                "dev.signet.nobody.v99",
                "ce_subject",
                "poison",
                "ce_time",
                Instant.now().toString());
        headers.forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        return record;
    }

    private List<Integer> partitions(String topic) {
        try (var consumer = consumer()) {
            return IntStream.range(0, consumer.partitionsFor(topic, PATIENCE).size())
                    .boxed()
                    .toList();
        }
    }

    private List<ProducerRecord<String, byte[]>> read(String topic) {
        try (var consumer = consumer()) {
            List<TopicPartition> all = consumer.partitionsFor(topic, PATIENCE).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(all);
            Map<TopicPartition, Long> ends = consumer.endOffsets(all, PATIENCE);
            int each = MOST / all.size();
            all.forEach(partition -> consumer.seek(partition, Math.max(0, ends.getOrDefault(partition, 0L) - each)));
            List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (System.nanoTime() < deadline
                    && all.stream()
                            .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> records.add(again(record)));
            }
            return records;
        }
    }

    private static ProducerRecord<String, byte[]> again(ConsumerRecord<String, byte[]> record) {
        return new ProducerRecord<>(record.topic(), record.partition(), record.key(), record.value(), record.headers());
    }

    private int send(List<ProducerRecord<String, byte[]>> records)
            throws ExecutionException, InterruptedException, TimeoutException {
        Map<String, Object> settings = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                kafka,
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                2 * TOO_LARGE,
                ProducerConfig.BUFFER_MEMORY_CONFIG,
                8L * TOO_LARGE);
        int sent = 0;
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            List<Future<?>> all = new ArrayList<>();
            for (var record : records) {
                all.add(producer.send(record));
            }
            for (Future<?> each : all) {
                try {
                    each.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
                    sent++;
                } catch (ExecutionException refused) {
                    if (!(refused.getCause() instanceof org.apache.kafka.common.errors.RecordTooLargeException)) {
                        throw refused;
                    }
                }
            }
        }
        return sent;
    }

    private KafkaConsumer<String, byte[]> consumer() {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka, "enable.auto.commit", false),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }
}
