package dev.signet.notification.delivery;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** How pushes reach push services. */
@ConfigMapping(prefix = "signet.push")
public interface PushConfig {
    /** How many pushes one replica has under way at once. */
    @WithDefault("64")
    int concurrency();

    /** How long a push service may take to answer. */
    @WithDefault("10s")
    Duration timeout();

    /** The first pause after a push service failed; it doubles up to {@link #longestPause}. */
    @WithDefault("1s")
    Duration firstPause();

    /** The longest pause between two tries. */
    @WithDefault("10m")
    Duration longestPause();

    /** How long a push waits for its device before it is given up. */
    @WithDefault("28d")
    Duration keep();

    /** Where Firebase Cloud Messaging takes pushes. */
    @WithDefault("https://fcm.googleapis.com")
    URI fcmUrl();

    /** Where Google gives access tokens for service accounts. */
    @WithDefault("https://oauth2.googleapis.com/token")
    URI fcmTokenUrl();

    /** An APNs server to use in place of Apple's, {@code host:port}, for tests. */
    Optional<String> apnsServer();

    /** The certificate (PEM file) that {@link #apnsServer} is trusted by. */
    Optional<java.nio.file.Path> apnsTrust();
}
