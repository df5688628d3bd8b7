package dev.signet.wire.http;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;

/** How requests are received. */
@ConfigMapping(prefix = "signet.wire")
public interface WireConfig {
    /** The bytes a request's body may have, unless its operation says otherwise. */
    @WithDefault("1048576")
    int bodyLimit();

    /** The bytes that the bodies of all requests under way may have together; beyond, requests are put off (503). */
    @WithDefault("268435456")
    long bodiesLimit();

    /** How long a client may take to send a body. */
    @WithDefault("20s")
    Duration bodyTimeout();

    /** Addresses and CIDR blocks of the gateways whose X-Forwarded-For is believed. */
    @WithDefault("127.0.0.0/8,::1")
    List<String> trustedProxies();

    /** Origins whose pages may call from a browser; {@code *} for all. */
    @WithDefault("*")
    List<String> corsOrigins();
}
