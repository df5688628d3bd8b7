package dev.signet.events.inbox;

import dev.signet.events.kafka.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.kafka.KafkaClientMetrics;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jboss.logging.Logger;

/** The thread that a Kafka consumer needs: it only polls, and begins anew with a new consumer when the old one breaks. */
final class PollThread {
    private static final Logger LOG = Logger.getLogger(PollThread.class);
    private static final Duration STOPPING = Duration.ofSeconds(6);
    private static final CloseOptions CLOSING = CloseOptions.timeout(Duration.ofSeconds(1));
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration ABSENT = Duration.ofMillis(100);

    private static final Map<String, Object> SETTINGS = Map.ofEntries(
            Map.entry(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false),
            Map.entry(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest"),
            Map.entry(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false),
            Map.entry(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName()),
            Map.entry(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 6_000),
            Map.entry(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 2_000),
            Map.entry(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 256),
            Map.entry(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 8 * 1024 * 1024),
            Map.entry(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 10_000),
            Map.entry(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000),
            Map.entry(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 10_000));

    /** What is done with a consumer on its own thread. */
    interface Reading {
        /** The topic's name in Kafka. */
        String topic();

        /** Begins to read the topic that has this id. */
        void begin(KafkaConsumer<String, byte[]> consumer, String topicId);

        void poll(KafkaConsumer<String, byte[]> consumer);

        void end(KafkaConsumer<String, byte[]> consumer);

        /** Leaves everything as it is, for it will be read anew. */
        void forget();
    }

    private final Reading reading;
    private final Map<String, Object> settings;
    private final Topics topics;
    private final MeterRegistry meters;
    private final Thread thread;
    private volatile boolean stopped;

    private PollThread(
            String name, Reading reading, Map<String, Object> settings, Topics topics, MeterRegistry meters) {
        this.reading = reading;
        this.settings = settings;
        this.topics = topics;
        this.meters = meters;
        this.thread = Thread.ofPlatform().daemon().name("signet-" + name).unstarted(this::run);
    }

    /** Starts to read, by these settings of the client. */
    static PollThread start(
            String name, Reading reading, Map<String, Object> settings, Topics topics, MeterRegistry meters) {
        Map<String, Object> all = new HashMap<>(settings);
        all.putAll(SETTINGS);
        all.put(ConsumerConfig.CLIENT_ID_CONFIG, "signet-" + name);
        var poller = new PollThread(name, reading, all, topics, meters);
        poller.thread.start();
        return poller;
    }

    /** Stops reading and waits until that is done. */
    void stop() {
        stopped = true;
        try {
            thread.join(STOPPING);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!stopped) {
            Optional<String> topicId = topics.idOf(reading.topic());
            if (topicId.isPresent()) {
                read(topicId.get());
            } else {
                pause(ABSENT);
            }
        }
    }

    private void read(String topicId) {
        try {
            poll(topicId);
        } catch (RuntimeException e) { // a thread that died would read no more, in silence
            LOG.errorf(e, "%s reads anew", thread.getName());
            pause(PAUSE);
        }
    }

    private void poll(String topicId) {
        var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
        try (var metrics = new KafkaClientMetrics(consumer)) {
            metrics.bindTo(meters);
            reading.begin(consumer, topicId);
            while (!stopped && isStill(topicId)) {
                reading.poll(consumer);
            }
            if (stopped) {
                reading.end(consumer);
            }
        } finally {
            reading.forget();
            consumer.close(CLOSING);
        }
    }

    /** A position in a topic that was deleted means nothing in the one that was made in its place. */
    private boolean isStill(String topicId) {
        boolean still =
                topics.idOf(reading.topic()).filter(id -> !id.equals(topicId)).isEmpty();
        if (!still) {
            LOG.infof("%s reads anew: its topic was made anew", thread.getName());
        }
        return still;
    }

    private void pause(Duration length) {
        try {
            Thread.sleep(length);
        } catch (InterruptedException e) {
            stopped = true;
            Thread.currentThread().interrupt();
        }
    }
}
