package dev.signet.benchmark.load.limit;

import dev.signet.benchmark.load.generator.Measured;
import dev.signet.benchmark.load.scenario.Meter;
import dev.signet.benchmark.load.scenario.Scenario;
import dev.signet.benchmark.load.scenario.Slice;
import dev.signet.benchmark.load.scenario.World;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Messages through the suite's Kafka, from sending one to its receipt, as often as what stands beside them writes: a message
 * that is sent as soon as the last one is there meets threads and processors that are awake, which a write does not.
 */
public final class BareKafka implements Scenario, AutoCloseable {
    private static final Duration LONGEST = Duration.ofSeconds(10);
    private static final String TOPIC = "signet.benchmark";

    private final World world;
    private final Supplier<Duration> pace;
    private final KafkaProducer<String, String> producer;
    private final KafkaConsumer<String, String> consumer;

    /**
     * Connects.
     *
     * @param pace how long it is from one message to the next, asked at the beginning of each round
     */
    public BareKafka(World world, Supplier<Duration> pace) {
        this.world = world;
        this.pace = pace;
        String servers = "127.0.0.1:" + world.suite().port("kafka");
        this.producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        servers,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.LINGER_MS_CONFIG,
                        0),
                new StringSerializer(),
                new StringSerializer());
        this.consumer = new KafkaConsumer<>(
                Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, servers),
                new StringDeserializer(),
                new StringDeserializer());
        TopicPartition partition = new TopicPartition(TOPIC, 0);
        producer.partitionsFor(TOPIC);
        consumer.assign(List.of(partition));
        consumer.seekToEnd(List.of(partition));
        consumer.position(partition);
    }

    @Override
    public String id() {
        return "bare-kafka";
    }

    @Override
    public String title() {
        return "Bare Kafka, produce to consume, as often as one device is pushed to";
    }

    @Override
    public Slice round(Duration time, int batch) {
        Meter meter = world.meter();
        Measured _ = meter.leg(() -> messages(time));
        return meter.slice();
    }

    private Measured messages(Duration time) {
        Histogram latencies = new Histogram(3);
        long interval = pace.get().toNanos();
        long begin = System.nanoTime();
        long due = begin;
        do {
            latencies.recordValue(message());
            due += interval;
            awaitDue(due);
        } while (System.nanoTime() < begin + time.toNanos());
        return Measured.of(latencies, (System.nanoTime() - begin) / 1e9, 0, "");
    }

    private static void awaitDue(long due) {
        long left = due - System.nanoTime();
        while (left > 0) {
            LockSupport.parkNanos(left);
            left = due - System.nanoTime();
        }
    }

    /** The nanoseconds from sending a message to receiving it. */
    private long message() {
        String value = UUID.randomUUID().toString();
        long sent = System.nanoTime();
        var acknowledged = producer.send(new ProducerRecord<>(TOPIC, 0, value, value));
        boolean received = false;
        while (!received) {
            for (var message : consumer.poll(LONGEST)) {
                received |= message.value().equals(value);
            }
            if (System.nanoTime() - sent > LONGEST.toNanos()) {
                throw new IllegalStateException("Kafka did not give back a message within " + LONGEST);
            }
        }
        long took = System.nanoTime() - sent;
        try {
            acknowledged.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while measuring", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("Kafka took no message", e.getCause());
        }
        return took;
    }

    @Override
    public void close() {
        producer.close();
        consumer.close();
    }
}
