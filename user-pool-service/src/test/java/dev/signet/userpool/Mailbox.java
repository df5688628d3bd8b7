package dev.signet.userpool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.signet.events.MessageRequested;
import dev.signet.events.Topic;
import dev.signet.keyset.Keyset;
import dev.signet.keyset.SealBroken;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.ConfigProvider;

/** Reads the mails that the service under test asks for, from Kafka, and opens their codes. */
public final class Mailbox {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final List<JsonNode> MAILS = new CopyOnWriteArrayList<>();
    private static KafkaConsumer<String, byte[]> consumer;

    private Mailbox() {}

    /** The newest code of a user for a purpose, once {@code count} mails of that purpose have come. */
    public static String code(String sub, String purpose, int count) {
        return open(await(sub, purpose, count).getLast());
    }

    /** The code of a user's only mail for a purpose. */
    public static String code(String sub, String purpose) {
        return code(sub, purpose, 1);
    }

    /** All mails to a user for a purpose, once {@code count} have come. */
    public static synchronized List<JsonNode> await(String sub, String purpose, int count) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        List<JsonNode> found = mails(sub, purpose);
        while (found.size() < count) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError(count + " mails of " + purpose + " expected, " + found.size() + " came");
            }
            poll();
            found = mails(sub, purpose);
        }
        return found;
    }

    public static String open(JsonNode mail) {
        try {
            return keyset().openText(mail.get("sealedCode").asText(), MessageRequested.SEAL);
        } catch (SealBroken e) {
            throw new AssertionError(e);
        }
    }

    /** The keyset of the service under test. */
    public static Keyset keyset() {
        return Keyset.load(Path.of(config("signet.keyset.file")));
    }

    private static List<JsonNode> mails(String sub, String purpose) {
        return MAILS.stream()
                .filter(mail -> mail.get("sub").asText().equals(sub))
                .filter(mail -> mail.get("purpose").asText().equals(purpose))
                .toList();
    }

    private static void poll() {
        if (consumer == null) {
            consumer = connect();
        }
        consumer.poll(Duration.ofMillis(200)).forEach(message -> MAILS.add(parse(message.value())));
    }

    private static KafkaConsumer<String, byte[]> connect() {
        KafkaConsumer<String, byte[]> fresh = new KafkaConsumer<>(
                Map.of("bootstrap.servers", config("kafka.bootstrap.servers"), "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        String topic = config("signet.events.topic-prefix") + Topic.MESSAGES.kafkaName();
        List<TopicPartition> partitions = fresh.partitionsFor(topic).stream()
                .map(partition -> new TopicPartition(topic, partition.partition()))
                .toList();
        fresh.assign(partitions);
        fresh.seekToBeginning(partitions);
        return fresh;
    }

    private static JsonNode parse(byte[] value) {
        try {
            return JSON.readTree(value);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String config(String name) {
        return ConfigProvider.getConfig().getValue(name, String.class);
    }
}
