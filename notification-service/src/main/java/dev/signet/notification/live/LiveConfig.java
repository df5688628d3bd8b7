package dev.signet.notification.live;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How connections of live devices are kept. */
@ConfigMapping(prefix = "signet.live")
public interface LiveConfig {
    /** How often an idle connection is written to. */
    @WithDefault("15s")
    Duration heartbeat();

    /** How often the changes in the database are compared with what connected devices were told. */
    @WithDefault("5s")
    Duration sweep();

    /** How long a connection waits for its device to become known, right after the device was registered. */
    @WithDefault("5s")
    Duration registrationWait();

    /** The most connections that one replica holds. */
    @WithDefault("50000")
    int maxConnections();
}
