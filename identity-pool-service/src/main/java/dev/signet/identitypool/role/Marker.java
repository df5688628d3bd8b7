package dev.signet.identitypool.role;

import dev.signet.identitypool.IamRefusals;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where the next page of a list begins: after a name. */
final class Marker {
    private static final int DEFAULT_PAGE = 100;

    private Marker() {}

    static int size(@Nullable Integer maxItems) {
        return Optional.ofNullable(maxItems).orElse(DEFAULT_PAGE);
    }

    static String after(String name) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(name.getBytes(StandardCharsets.UTF_8));
    }

    /** The name that a marker holds; without a marker the text that is before all names. */
    static String name(@Nullable String marker) {
        if (marker == null) {
            return "";
        }
        String name = decoded(marker);
        if (name.indexOf('\0') >= 0) {
            throw IamRefusals.invalidMarker();
        }
        return name;
    }

    private static String decoded(String marker) {
        try {
            return new String(Base64.getUrlDecoder().decode(marker), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            throw IamRefusals.invalidMarker();
        }
    }
}
