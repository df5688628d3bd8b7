package dev.signet.userpool.token;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Where clients reach this installation. Never taken from a request. */
@ConfigMapping(prefix = "signet")
public interface IssuerConfig {
    /** The base URL of the gateway; a pool's issuer is this, a slash and the pool's id. */
    @WithDefault("http://localhost:8080")
    String publicUrl();

    /** The issuer of a pool's tokens. */
    default String issuer(String poolId) {
        String base = publicUrl();
        return (base.endsWith("/") ? base : base + "/") + poolId;
    }
}
