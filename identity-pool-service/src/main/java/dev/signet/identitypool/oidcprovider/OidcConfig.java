package dev.signet.identitypool.oidcprovider;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How keys of token issuers are fetched. */
@ConfigMapping(prefix = "signet.identity-pool.oidc")
public interface OidcConfig {
    /**
     * Whether registered providers may be reached at private, loopback and link-local addresses and without TLS. Off, so
     * that nobody makes this service call its own neighbours.
     */
    @WithDefault("false")
    boolean allowPrivateNetworks();

    /** How long fetched keys are used before they are fetched again. */
    @WithDefault("PT10M")
    Duration keysLifetime();

    /** The shortest time between two fetches from one issuer, whatever key ids tokens name. */
    @WithDefault("PT30S")
    Duration refetchPause();

    /** How long a fetch may take. */
    @WithDefault("PT4S")
    Duration timeout();
}
