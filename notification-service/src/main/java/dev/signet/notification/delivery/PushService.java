package dev.signet.notification.delivery;

import dev.signet.notification.application.CredentialCheck;
import dev.signet.notification.application.Platform;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Map;

/** A push service that takes pushes to devices. */
public interface PushService extends CredentialCheck {
    /**
     * Hands a push over. An answer of the push service is an {@link Outcome}; only a breakdown is a failure.
     *
     * @param credentials the platform application's attributes
     * @param token the device's token
     * @param expiresAt until when the push service may keep the push for a device that it does not reach
     */
    Uni<Outcome> push(Platform platform, Map<String, String> credentials, String token, Push push, Instant expiresAt);
}
