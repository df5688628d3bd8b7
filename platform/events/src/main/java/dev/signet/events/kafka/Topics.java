package dev.signet.events.kafka;

import dev.signet.events.EventsConfig;
import dev.signet.events.Topic;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ApplicationNotRunning;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jboss.logging.Logger;

/**
 * Makes the suite's topics, as soon as a broker is there and again should they vanish. Nothing is sent before. Knows which
 * making of a topic is there: one that was deleted, or lost with its broker's data, comes back under another id.
 */
@ApplicationScoped
public class Topics {
    private static final Logger LOG = Logger.getLogger(Topics.class);

    private final Admin admin;
    private final EventsConfig config;
    private volatile Map<String, String> ids = Map.of();
    private volatile boolean ready;

    Topics(KafkaSettings settings, EventsConfig config) {
        this.admin = Admin.create(settings.with(Map.of(
                AdminClientConfig.CLIENT_ID_CONFIG, "signet-topics",
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 3_000,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5_000,
                AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000)));
        this.config = config;
    }

    /** What a topic of the suite is called in this installation's Kafka. */
    public String kafkaName(String topic) {
        return config.topicPrefix().orElse("") + topic;
    }

    /** Where what a consumer cannot understand is kept, for a person to look at. */
    public String deadLettersOf(String topic) {
        return kafkaName(topic) + ".dead";
    }

    /** Whether all topics were there when last looked at. */
    public boolean ready() {
        return ready;
    }

    /** The id that Kafka gave a topic when it was made, empty while none was seen. */
    public Optional<String> idOf(Topic topic) {
        return idOf(kafkaName(topic.kafkaName()));
    }

    /** As {@link #idOf(Topic)}, by the topic's name in Kafka. */
    public Optional<String> idOf(String kafkaName) {
        return Optional.ofNullable(ids.get(kafkaName));
    }

    /** Looks whether all topics are there and still the same. */
    @Scheduled(
            every = "1s",
            concurrentExecution = ConcurrentExecution.SKIP,
            skipExecutionIf = ApplicationNotRunning.class)
    Uni<Void> ensure() {
        return find().chain(
                        found -> ready && found.equals(ids) ? Uni.createFrom().item(found) : make())
                .invoke(this::found)
                .onFailure()
                .invoke(e -> LOG.warnf("Kafka's topics could not be checked: %s", e.getMessage()))
                .onFailure()
                .recoverWithNull()
                .replaceWithVoid();
    }

    private void found(Map<String, String> found) {
        ids = found;
        ready = found.size() == all().count();
    }

    private Uni<Map<String, String>> make() {
        return create().chain(this::configure).chain(this::find);
    }

    /** The ids of the topics that are there. */
    private Uni<Map<String, String>> find() {
        List<String> names = all().map(NewTopic::name).toList();
        List<Uni<Optional<TopicDescription>>> each = admin.describeTopics(names).topicNameValues().values().stream()
                .map(described -> done(described)
                        .map(Optional::of)
                        .onFailure(UnknownTopicOrPartitionException.class)
                        .recoverWithItem(Optional.empty()))
                .toList();
        return Uni.join().all(each).andFailFast().map(found -> found.stream()
                .flatMap(Optional::stream)
                .collect(Collectors.toMap(
                        TopicDescription::name, topic -> topic.topicId().toString())));
    }

    private Uni<Void> create() {
        var results = admin.createTopics(all().toList()).values().values();
        List<Uni<Void>> each = results.stream()
                .map(created ->
                        done(created).onFailure(TopicExistsException.class).recoverWithNull())
                .toList();
        return Uni.join().all(each).andFailFast().replaceWithVoid();
    }

    /** A topic that the broker made by itself, before this did, is not compacted yet. */
    private Uni<Void> configure() {
        Map<ConfigResource, Collection<AlterConfigOp>> policies = Arrays.stream(Topic.values())
                .filter(Topic::compacted)
                .collect(Collectors.toMap(
                        topic -> new ConfigResource(ConfigResource.Type.TOPIC, kafkaName(topic.kafkaName())),
                        _ -> List.of(new AlterConfigOp(
                                new ConfigEntry(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT),
                                AlterConfigOp.OpType.SET))));
        return done(admin.incrementalAlterConfigs(policies).all());
    }

    private Stream<NewTopic> all() {
        return Arrays.stream(Topic.values()).flatMap(topic -> Stream.of(live(topic), dead(topic)));
    }

    private NewTopic live(Topic topic) {
        var made = new NewTopic(kafkaName(topic.kafkaName()), config.partitions(), config.replication());
        return topic.compacted()
                ? made.configs(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT))
                : made;
    }

    private NewTopic dead(Topic topic) {
        return new NewTopic(deadLettersOf(topic.kafkaName()), 1, config.replication())
                .configs(Map.of(
                        TopicConfig.RETENTION_MS_CONFIG,
                        Long.toString(Duration.ofDays(30).toMillis())));
    }

    private static <T> Uni<T> done(KafkaFuture<T> future) {
        return Uni.createFrom().completionStage(future.toCompletionStage());
    }

    @PreDestroy
    void close() {
        admin.close(Duration.ofSeconds(1));
    }
}
