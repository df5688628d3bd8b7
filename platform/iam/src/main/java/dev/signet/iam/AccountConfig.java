package dev.signet.iam;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Where this installation stands in AWS's naming. */
@ConfigMapping(prefix = "signet")
public interface AccountConfig {
    /** The region in ARNs, pool ids and signatures. */
    @WithDefault("us-east-1")
    String region();

    /** The account id in ARNs, 12 digits. */
    @WithDefault("000000000000")
    String accountId();

    /** Where clients reach this installation. */
    @WithDefault("http://localhost:8080")
    String publicUrl();
}
