package dev.signet.events.kafka;

import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;

/** The broker's address and security as configured under {@code kafka.*}, to which each client adds its own. */
@Singleton
public class KafkaSettings {
    private final Map<String, Object> broker;

    KafkaSettings(@Identifier("default-kafka-broker") Map<String, Object> broker) {
        this.broker = Map.copyOf(broker);
    }

    /** The broker's settings with {@code own} above them. */
    public Map<String, Object> with(Map<String, Object> own) {
        Map<String, Object> settings = new HashMap<>(broker);
        settings.putAll(own);
        return settings;
    }
}
