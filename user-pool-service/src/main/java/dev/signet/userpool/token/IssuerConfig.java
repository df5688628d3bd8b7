package dev.signet.userpool.token;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Where clients reach this installation, and who its tokens say has issued them. Never taken from a request. */
@ConfigMapping(prefix = "signet")
public interface IssuerConfig {
    /** The base URL of the gateway. */
    @WithDefault("http://localhost:8080")
    String publicUrl();

    /** The region in AWS's form of the issuer. */
    @WithDefault("us-east-1")
    String region();

    UserPool userPool();

    /** What is configured of user pools alone. */
    interface UserPool {
        /** The form of the issuer: {@code public-url}, or {@code aws} for clients that take no other. */
        @WithDefault("public-url")
        Form issuer();
    }

    /** The forms that an issuer may have. */
    enum Form {
        /** The public URL, a slash and the pool's id: its documents are found there. */
        PUBLIC_URL,
        /** As AWS has it; whoever checks tokens must be told where the keys are, for they are not at AWS. */
        AWS
    }

    /** The issuer of a pool's tokens. */
    default String issuer(String poolId) {
        return switch (userPool().issuer()) {
            case PUBLIC_URL -> url(poolId);
            case AWS -> "https://cognito-idp." + region() + ".amazonaws.com/" + poolId;
        };
    }

    /** Where a pool's documents are, whatever its issuer. */
    default String url(String poolId) {
        String base = publicUrl();
        return (base.endsWith("/") ? base : base + "/") + poolId;
    }
}
