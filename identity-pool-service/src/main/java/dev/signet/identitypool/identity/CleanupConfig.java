package dev.signet.identitypool.identity;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How what is left of deleted pools is removed. */
@ConfigMapping(prefix = "signet.identity-pool.cleanup")
public interface CleanupConfig {
    /** How often to look for deleted pools. */
    @WithDefault("10s")
    Duration every();

    /** How many identities to remove in one transaction. */
    @WithDefault("500")
    int batch();
}
