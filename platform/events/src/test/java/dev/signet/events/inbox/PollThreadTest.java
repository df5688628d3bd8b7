package dev.signet.events.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signet.events.Eventually;
import dev.signet.events.Topic;
import dev.signet.events.kafka.KafkaSettings;
import dev.signet.events.kafka.Topics;
import dev.signet.testkit.BackingServers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(BackingServers.class)
class PollThreadTest {
    @Inject
    KafkaSettings kafka;

    @Inject
    Topics topics;

    @Test
    void beginsAnewWhateverBroke() {
        // Given
        var reading = new BreaksOnce();

        // When
        var thread = PollThread.start("breaking", reading, kafka.with(Map.of()), topics, new SimpleMeterRegistry());

        // Then
        Eventually.isTrue(() -> reading.polls.get() > 1);
        thread.stop();
        assertThat(reading.begun).hasValue(2);
    }

    private final class BreaksOnce implements PollThread.Reading {
        private final AtomicInteger begun = new AtomicInteger();
        private final AtomicInteger polls = new AtomicInteger();

        @Override
        public String topic() {
            return topics.kafkaName(Topic.CHANGES.kafkaName());
        }

        @Override
        public void begin(KafkaConsumer<String, byte[]> consumer, String topicId) {
            begun.incrementAndGet();
        }

        @Override
        public void poll(KafkaConsumer<String, byte[]> consumer) {
            if (polls.incrementAndGet() == 1) {
                throw new IllegalArgumentException("nobody expected this");
            }
            Eventually.pause();
        }

        @Override
        public void end(KafkaConsumer<String, byte[]> consumer) {}

        @Override
        public void forget() {}
    }
}
