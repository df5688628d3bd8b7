package dev.signet.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/** One Kafka node (KRaft: broker and controller) inside this process, on 127.0.0.1 only, its log kept on disk. */
public final class EmbeddedKafka {
    private final KafkaRaftServer server;
    private final int port;

    private EmbeddedKafka(KafkaRaftServer server, int port) {
        this.server = server;
        this.port = port;
    }

    /** Starts a node whose log lies in {@code home/kafka}, formatting the folder on first use. */
    public static EmbeddedKafka start(Path home, int port) {
        Path log = home.toAbsolutePath().normalize().resolve("kafka");
        try {
            format(log);
            KafkaRaftServer server =
                    new KafkaRaftServer(new KafkaConfig(settings(log, port, Ports.free()), false), Time.SYSTEM);
            server.startup();
            return new EmbeddedKafka(server, port);
        } catch (Exception e) {
            throw new ServerFailed("Kafka could not be started: " + e.getMessage(), e);
        }
    }

    public int port() {
        return port;
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    public void stop() {
        server.shutdown();
        server.awaitShutdown();
    }

    private static void format(Path log) throws Exception {
        if (Files.exists(log.resolve("meta.properties"))) {
            return;
        }
        Path staging = log.resolveSibling("kafka.new");
        Trees.delete(staging);
        Files.createDirectories(staging);
        new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .setNodeId(1)
                .setClusterId(Uuid.randomUuid().toString())
                .setControllerListenerName("CONTROLLER")
                .setDirectories(List.of(staging.toString()))
                .setMetadataLogDirectory(staging.toString())
                .run();
        requireEmpty(log);
        Files.move(staging, log);
    }

    private static void requireEmpty(Path log) throws IOException {
        if (!Files.exists(log)) {
            return;
        }
        try (var children = Files.list(log)) {
            if (children.findAny().isPresent()) {
                throw new ServerFailed("The folder " + log + " holds files but is not a Kafka log.");
            }
        }
        Files.delete(log);
    }

    private static Map<String, String> settings(Path log, int port, int controllerPort) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "process.roles", "broker,controller",
                "node.id", "1",
                "listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort,
                "advertised.listeners", "PLAINTEXT://127.0.0.1:" + port,
                "controller.listener.names", "CONTROLLER",
                "controller.quorum.voters", "1@127.0.0.1:" + controllerPort,
                "inter.broker.listener.name", "PLAINTEXT",
                "log.dirs", log.toString(),
                "auto.create.topics.enable", "true",
                "num.partitions", "4"));
        settings.putAll(singleNode());
        settings.putAll(modest());
        return settings;
    }

    private static Map<String, String> singleNode() {
        return Map.of(
                "offsets.topic.replication.factor", "1",
                "offsets.topic.num.partitions", "8",
                "transaction.state.log.replication.factor", "1",
                "transaction.state.log.min.isr", "1",
                "transaction.state.log.num.partitions", "4",
                "share.coordinator.state.topic.replication.factor", "1",
                "share.coordinator.state.topic.min.isr", "1",
                "share.coordinator.state.topic.num.partitions", "1");
    }

    /** Quick to come back after a kill, small in memory and threads. */
    private static Map<String, String> modest() {
        return Map.of(
                "group.initial.rebalance.delay.ms", "0",
                "group.min.session.timeout.ms", "1000",
                "broker.session.timeout.ms", "3000",
                "broker.heartbeat.interval.ms", "500",
                "log.cleaner.dedupe.buffer.size", "4194304",
                "log.cleaner.io.buffer.size", "262144",
                "num.network.threads", "2",
                "num.io.threads", "4",
                "background.threads", "2",
                "log.flush.interval.ms", "1000");
    }
}
