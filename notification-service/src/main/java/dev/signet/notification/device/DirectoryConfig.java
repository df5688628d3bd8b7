package dev.signet.notification.device;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the directory of devices in Redis is used. */
@ConfigMapping(prefix = "signet.directory")
public interface DirectoryConfig {
    /** How often a replica looks whether Redis still holds what it was told. */
    @WithDefault("1s")
    Duration check();

    /** How long an answer of Redis is waited for, its turn included: a Redis that hangs is a Redis that is away. */
    @WithDefault("2s")
    Duration redisTimeout();
}
