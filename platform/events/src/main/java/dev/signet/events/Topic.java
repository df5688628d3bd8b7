package dev.signet.events;

/** The Kafka topics of the suite. */
public enum Topic {
    USERS("signet.user-pool.users", false),
    MESSAGES("signet.user-pool.messages", false),
    IDENTITIES("signet.identity-pool.identities", false),
    ROLES("signet.identity-pool.roles", true),
    CHANGES("signet.sync.changes", false),
    DEVICES("signet.sync.devices", true),
    OUTCOMES("signet.notification.outcomes", false);

    private final String kafkaName;
    private final boolean compacted;

    Topic(String kafkaName, boolean compacted) {
        this.kafkaName = kafkaName;
        this.compacted = compacted;
    }

    public String kafkaName() {
        return kafkaName;
    }

    /** Whether Kafka keeps only the newest record of each key, and a record without value ends its key. */
    public boolean compacted() {
        return compacted;
    }
}
