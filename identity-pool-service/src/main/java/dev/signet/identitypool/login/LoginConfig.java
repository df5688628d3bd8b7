package dev.signet.identitypool.login;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.net.URI;

/** Where the keys of login providers are. */
@ConfigMapping(prefix = "signet")
public interface LoginConfig {
    /** Where this service reaches the user pools' keys. */
    @WithDefault("${signet.public-url:http://localhost:8080}")
    String userPoolUrl();

    /** Google, as the provider {@code accounts.google.com}. */
    @WithName("identity-pool.google")
    Google google();

    /** Apple, as the provider {@code appleid.apple.com}. */
    @WithName("identity-pool.apple")
    Apple apple();

    /** Google's issuer and keys. */
    interface Google {
        /** What {@code iss} says. */
        @WithDefault("https://accounts.google.com")
        String issuer();

        /** Where the keys are. */
        @WithDefault("https://www.googleapis.com/oauth2/v3/certs")
        URI jwks();
    }

    /** Apple's issuer and keys. */
    interface Apple {
        /** What {@code iss} says. */
        @WithDefault("https://appleid.apple.com")
        String issuer();

        /** Where the keys are. */
        @WithDefault("https://appleid.apple.com/auth/keys")
        URI jwks();
    }
}
