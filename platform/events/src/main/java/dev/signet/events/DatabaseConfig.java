package dev.signet.events;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long is waited for PostgreSQL, which may hang and never answer. */
@ConfigMapping(prefix = "signet.database")
public interface DatabaseConfig {
    /** For a connection; shorter than {@link #workTimeout()}. */
    @WithDefault("4s")
    Duration acquireTimeout();

    /** For one unit of work, its connection included; PostgreSQL itself ends a statement after as long. */
    @WithDefault("5s")
    Duration workTimeout();

    /** For one that deletes what may be a million rows. */
    @WithDefault("5m")
    Duration longWorkTimeout();

    /** For anything at all to come from PostgreSQL; then a connection is given up, as one cut by the network. */
    @WithDefault("60s")
    Duration silence();
}
