package dev.signet.chaos.workload;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.signet.chaos.history.DatasetId;
import dev.signet.chaos.history.Entry.Ledger;
import dev.signet.chaos.history.History;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads what the topic of changes tells of one identity pool, from its beginning to its present end. */
final class LedgerReader {
    private static final String TOPIC = "signet.sync.changes";
    private static final JsonMapper JSON = new JsonMapper();

    private final String kafka;
    private final String identityPool;

    LedgerReader(String kafka, String identityPool) {
        this.kafka = kafka;
        this.identityPool = identityPool;
    }

    void readInto(History history) {
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                kafka,
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                30_000);
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(TOPIC).stream()
                    .map(info -> new TopicPartition(TOPIC, info.partition()))
                    .toList();
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.getOrDefault(each, 0L))) {
                consumer.poll(Duration.ofMillis(500))
                        .forEach(record -> event(record).ifPresent(history::ledger));
            }
        }
    }

    /** What is no event is what the nemesis puts there, and none of this pool's. */
    private Optional<Ledger> event(ConsumerRecord<String, byte[]> record) {
        Header id = record.headers().lastHeader("ce_id");
        if (id == null || record.value() == null) {
            return Optional.empty();
        }
        try {
            JsonNode event = JSON.readTree(record.value());
            return event.path("identityPoolId").asText().equals(identityPool)
                    ? Optional.of(ledger(new String(id.value(), StandardCharsets.UTF_8), event))
                    : Optional.empty();
        } catch (JacksonException poison) {
            return Optional.empty();
        } catch (IOException e) {
            throw new IllegalStateException("Reading from memory failed", e);
        }
    }

    private static Ledger ledger(String id, JsonNode event) {
        JsonNode device = event.path("changedByDevice");
        return new Ledger(
                0,
                id,
                new DatasetId(
                        event.path("identityId").asText(),
                        event.path("datasetName").asText()),
                event.path("syncCount").asLong(),
                device.isTextual() ? device.asText() : null,
                event.path("deleted").asBoolean());
    }
}
