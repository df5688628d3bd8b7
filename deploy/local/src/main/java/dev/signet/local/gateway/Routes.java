package dev.signet.local.gateway;

import dev.signet.local.Service;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which service answers a call: by target, by path, or by the version of a Query call's API. */
final class Routes {
    private static final Map<String, Service> BY_TARGET = Map.of(
            "AWSCognitoIdentityProviderService", Service.USER_POOL,
            "AWSCognitoIdentityService", Service.IDENTITY_POOL);

    /** SNS, STS and IAM. */
    private static final Map<String, Service> BY_VERSION = Map.of(
            "2010-03-31", Service.NOTIFICATION,
            "2011-06-15", Service.IDENTITY_POOL,
            "2010-05-08", Service.IDENTITY_POOL);

    private static final Pattern USER_POOL = Pattern.compile("/[\\w-]+_[0-9A-Za-z]+/\\.well-known/.*");

    private Routes() {}

    /** By the header {@code X-Amz-Target}. */
    static Optional<Service> byTarget(String target) {
        return Optional.ofNullable(BY_TARGET.get(target.substring(0, Math.max(0, target.lastIndexOf('.')))));
    }

    /** By the raw path. */
    static Optional<Service> byPath(String path) {
        if (isUnder("/identitypools", path)) {
            return Optional.of(Service.SYNC);
        }
        if (isUnder("/live", path) || isUnder("/mailbox", path)) {
            return Optional.of(Service.NOTIFICATION);
        }
        if (path.startsWith("/.well-known/")) {
            return Optional.of(Service.IDENTITY_POOL);
        }
        return USER_POOL.matcher(path).matches() ? Optional.of(Service.USER_POOL) : Optional.empty();
    }

    /** By the {@code Version} of a form or a query string. */
    static Optional<Service> byVersion(@Nullable String form) {
        return form == null
                ? Optional.empty()
                : Arrays.stream(form.split("&"))
                        .filter(parameter -> parameter.startsWith("Version="))
                        .findFirst()
                        .flatMap(parameter -> decoded(parameter.substring("Version=".length())))
                        .map(BY_VERSION::get);
    }

    /** Whether a path belongs to connections that stay open. */
    static boolean isLive(String path) {
        return isUnder("/live", path);
    }

    private static boolean isUnder(String root, String path) {
        return path.equals(root) || path.startsWith(root + "/");
    }

    private static Optional<String> decoded(String value) {
        try {
            return Optional.of(URLDecoder.decode(value, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
