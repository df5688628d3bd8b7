package dev.signet.events;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** How events are sent and received. */
@ConfigMapping(prefix = "signet.events")
public interface EventsConfig {
    /**
     * Put before the name of every topic and consumer group, so that several installations can share a Kafka cluster;
     * empty by default.
     */
    Optional<String> topicPrefix();

    /** How many partitions a topic gets when it is made. Keys move when it changes: choose it once. */
    @WithDefault("8")
    int partitions();

    /** How many brokers keep each record of a topic that is made. */
    @WithDefault("1")
    short replication();

    /** How many batches of committed events one process sends at the same time; each holds a database connection. */
    @WithDefault("4")
    int lanes();

    /** How long a consumer remembers an event; longer than Kafka keeps it, so that a replay acts once. */
    @WithDefault("30d")
    Duration inboxRetention();

    /** How many records one consumer handles at the same time, each of another key. */
    @WithDefault("16")
    int concurrency();

    /** How often is looked for topics that lack what the database has for them, because they were made anew. */
    @WithDefault("2s")
    String republishEvery();

    /** The largest value of a record, in bytes; an event above it is refused, a received one is a dead letter. */
    @WithDefault("900000")
    int largestValue();
}
