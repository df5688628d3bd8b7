package dev.signet.notification.application;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A push service that Signet delivers through, and the attributes an application needs for it. */
public enum Platform {
    APNS(Set.of("PlatformCredential", "PlatformPrincipal", "ApplePlatformTeamID", "ApplePlatformBundleID")),
    APNS_SANDBOX(Set.of("PlatformCredential", "PlatformPrincipal", "ApplePlatformTeamID", "ApplePlatformBundleID")),
    GCM(Set.of("PlatformCredential"));

    private static final Set<String> OPTIONAL = Set.of("Enabled");

    private final Set<String> required;

    Platform(Set<String> required) {
        this.required = required;
    }

    static Optional<Platform> named(String name) {
        return Arrays.stream(values())
                .filter(platform -> platform.name().equals(name))
                .findFirst();
    }

    /** The platform of an application; empty when Signet does not deliver through it. */
    public static Optional<Platform> ofApplication(String arn) {
        String[] parts = arn.split("/", -1);
        return parts.length == 3 ? named(parts[1]) : Optional.empty();
    }

    /** A device's token in the one way in which it is kept: to Apple its letters' case means nothing. */
    public String spelled(String token) {
        return switch (this) {
            case APNS, APNS_SANDBOX -> token.toLowerCase(Locale.ROOT);
            case GCM -> token;
        };
    }

    /** The attributes an application of this platform cannot do without, in a stable order. */
    List<String> required() {
        return required.stream().sorted().toList();
    }

    boolean knows(String attribute) {
        return required.contains(attribute) || OPTIONAL.contains(attribute);
    }
}
