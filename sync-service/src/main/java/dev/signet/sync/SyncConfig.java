package dev.signet.sync;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Limits and lifetimes of Cognito Sync; the defaults are AWS's where AWS names one. */
@ConfigMapping(prefix = "signet.sync")
public interface SyncConfig {
    /** How long a sync session may be written in after it began. */
    @WithDefault("1h")
    Duration sessionLifetime();

    /** How many datasets an identity may have; those of merged identities count, but are never turned away. */
    @WithDefault("20")
    int datasetsPerIdentity();

    /** How many records a dataset may have, not counting removed ones. */
    @WithDefault("1024")
    int recordsPerDataset();

    /** How many bytes of UTF-8 the values of a dataset may have together. */
    @WithDefault("1048576")
    long bytesPerDataset();

    /** How many devices an identity may have; a further one takes the place of the one registered longest ago. */
    @WithDefault("100")
    int devicesPerIdentity();

    /** How many datasets a device may follow. */
    @WithDefault("100")
    int subscriptionsPerDevice();
}
