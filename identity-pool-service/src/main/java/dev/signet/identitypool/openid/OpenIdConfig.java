package dev.signet.identitypool.openid;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The tokens that identity pools issue. */
@ConfigMapping(prefix = "signet.identity-pool.openid")
public interface OpenIdConfig {
    /** Their issuer. AWS's own by default, since role trust policies name it. */
    @WithDefault("https://cognito-identity.amazonaws.com")
    String issuer();

    /** How long a token of GetOpenIdToken lives. */
    @WithDefault("PT10M")
    Duration lifetime();
}
