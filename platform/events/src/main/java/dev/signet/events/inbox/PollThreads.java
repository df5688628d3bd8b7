package dev.signet.events.inbox;

import dev.signet.events.kafka.KafkaSettings;
import dev.signet.events.kafka.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/** The Kafka consumers of this process; they stop before what their effects need does. */
@ApplicationScoped
class PollThreads {
    private final KafkaSettings kafka;
    private final Topics topics;
    private final MeterRegistry meters;
    private final List<PollThread> running = new CopyOnWriteArrayList<>();

    PollThreads(KafkaSettings kafka, Topics topics, MeterRegistry meters) {
        this.kafka = kafka;
        this.topics = topics;
        this.meters = meters;
    }

    /** Reads a topic together with all processes that read it under the same name. */
    void readInGroup(String name, String topic, Assigned assigned) {
        Map<String, Object> group = Map.of(ConsumerConfig.GROUP_ID_CONFIG, topics.kafkaName(name));
        start(name, new GroupReading(topics.kafkaName(topic), assigned), group);
    }

    /** Reads a topic whole. */
    WholeReading readWhole(String name, String topic, Assigned assigned) {
        var reading = new WholeReading(topics.kafkaName(topic), assigned);
        start(name, reading, Map.of());
        return reading;
    }

    void stop(@Observes @Priority(1) ShutdownEvent event) {
        running.parallelStream().forEach(PollThread::stop);
    }

    private void start(String name, PollThread.Reading reading, Map<String, Object> own) {
        running.add(PollThread.start(name, reading, kafka.with(own), topics, meters));
    }
}
