package dev.signet.events.outbox;

/** What order is kept for: the events of one key in one topic. */
record OrderKey(String topic, String key) {
    /** The number by which PostgreSQL's advisory locks know this key; keys may share one, which only costs waiting. */
    int lock() {
        return 31 * topic.hashCode() + key.hashCode();
    }
}
