package dev.signet.notification.device;

import jakarta.inject.Singleton;
import java.util.UUID;

/** This process among those of the service. */
@Singleton
public class Replica {
    private final String id = UUID.randomUUID().toString();

    public String id() {
        return id;
    }
}
