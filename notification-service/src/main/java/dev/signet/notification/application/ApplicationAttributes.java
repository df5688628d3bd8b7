package dev.signet.notification.application;

import dev.signet.notification.Refusals;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The checked attributes of a platform application.
 *
 * @param enabled whether it delivers
 * @param others all attributes but {@code Enabled}
 */
record ApplicationAttributes(boolean enabled, Map<String, String> others) {
    /** Attributes that are never shown again. */
    static final Set<String> SECRET = Set.of("PlatformCredential", "PlatformPrincipal");

    private static final String ENABLED = "Enabled";

    ApplicationAttributes {
        others = Map.copyOf(others);
    }

    static ApplicationAttributes forNew(Platform platform, Map<String, String> given) {
        return new ApplicationAttributes(true, Map.of()).changed(platform, given);
    }

    ApplicationAttributes changed(Platform platform, Map<String, String> changes) {
        Map<String, String> merged = new TreeMap<>(others);
        boolean nowEnabled = enabled;
        for (var change : changes.entrySet()) {
            if (!platform.knows(change.getKey())) {
                throw Refusals.invalid("Attributes", "Invalid attribute name: " + change.getKey());
            }
            if (change.getKey().equals(ENABLED)) {
                nowEnabled = flag(change.getValue());
            } else {
                merged.put(change.getKey(), change.getValue());
            }
        }
        return new ApplicationAttributes(nowEnabled, merged);
    }

    private static boolean flag(String value) {
        return switch (value.toLowerCase(java.util.Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw Refusals.invalid("Attributes", "Enabled must be true or false");
        };
    }
}
