package dev.signet.notification.application;

import dev.signet.notification.Refusals;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** An application has all that its push service asks for, and credentials of the kind that it takes. */
@Singleton
class CredentialPolicy {
    private final Map<Platform, CredentialCheck> checks = new EnumMap<>(Platform.class);

    CredentialPolicy(@All List<CredentialCheck> all) {
        all.forEach(check -> check.platforms().forEach(platform -> checks.put(platform, check)));
    }

    /** Refuses attributes that no push could be sent with. */
    void check(Platform platform, Map<String, String> attributes) {
        for (String name : platform.required()) {
            if (attributes.getOrDefault(name, "").isBlank()) {
                throw Refusals.invalid("Attributes", platform + " needs " + name);
            }
        }
        Objects.requireNonNull(checks.get(platform), "Every platform has its push service")
                .flaw(attributes)
                .ifPresent(flaw -> {
                    throw Refusals.invalidCredentials(flaw);
                });
    }
}
