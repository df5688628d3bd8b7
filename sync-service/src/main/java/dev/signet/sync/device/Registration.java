package dev.signet.sync.device;

import dev.signet.sync.KeyHash;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What a device registers with.
 *
 * @param applicationArn the SNS application to push through, empty for Signet's own live platform
 */
record Registration(String platform, String token, Optional<String> applicationArn, Instant at) {
    UUID tokenHash() {
        return KeyHash.of(token);
    }

    @Override
    public String toString() {
        return "Registration[" + platform + "]";
    }
}
