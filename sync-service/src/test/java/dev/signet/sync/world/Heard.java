package dev.signet.sync.world;

import dev.signet.events.DatasetChanged;
import dev.signet.events.DeviceEvent;
import dev.signet.events.DeviceEvent.DeviceGone;
import dev.signet.events.DeviceEvent.DeviceState;
import dev.signet.events.Event;
import dev.signet.events.Topic;
import dev.signet.events.cloud.EventJson;
import dev.signet.events.kafka.Topics;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Hears what the service tells others: all its events since it started. */
@Singleton
public class Heard {
    private final String kafka;
    private final Topics topics;
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final Thread listener = new Thread(this::listen, "heard");
    private volatile boolean closed;

    public Heard(@ConfigProperty(name = "kafka.bootstrap.servers") String kafka, Topics topics) {
        this.kafka = kafka;
        this.topics = topics;
    }

    @PostConstruct
    public void start() {
        listener.start();
    }

    @PreDestroy
    public void stop() throws InterruptedException {
        closed = true;
        listener.join(5_000);
    }

    /** The changes of an identity's datasets, in their order. */
    public List<DatasetChanged> changes(String identity) {
        return events.stream()
                .filter(DatasetChanged.class::isInstance)
                .map(DatasetChanged.class::cast)
                .filter(change -> change.identityId().equals(identity))
                .toList();
    }

    /** What was said of a device, in its order. */
    public List<DeviceEvent> device(String deviceId) {
        return events.stream()
                .filter(DeviceEvent.class::isInstance)
                .map(DeviceEvent.class::cast)
                .filter(event -> event.deviceId().equals(deviceId))
                .toList();
    }

    private void listen() {
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of(
                        "bootstrap.servers",
                        kafka,
                        "group.id",
                        "heard-" + UUID.randomUUID(),
                        "auto.offset.reset",
                        "earliest",
                        "metadata.max.age.ms",
                        500),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.subscribe(
                    List.of(topics.kafkaName(Topic.CHANGES.kafkaName()), topics.kafkaName(Topic.DEVICES.kafkaName())));
            while (!closed) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> events.add(read(record)));
            }
        }
    }

    private Event read(ConsumerRecord<String, byte[]> record) {
        if (record.topic().endsWith(Topic.CHANGES.kafkaName())) {
            return EventJson.read(record.value(), DatasetChanged.class);
        }
        return record.value() == null
                ? new DeviceGone(record.key())
                : EventJson.read(record.value(), DeviceState.class);
    }
}
