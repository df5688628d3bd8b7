package dev.signet.wire.http;

import io.vertx.core.http.HttpServerResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Lets pages of the allowed origins call from a browser. No cookie takes part: whoever calls proves it in headers or
 * body, so credentials are never allowed.
 */
final class Cors {
    private static final String EXPOSED = "x-amzn-RequestId,x-amzn-ErrorType,Date";
    private static final String METHODS = "GET,POST,PUT,DELETE";
    private static final Pattern ALLOWED_HEADER = Pattern.compile(
            "(?:x-amzn?-|amz-sdk-)[a-z0-9-]{1,64}|authorization|content-type|cache-control|x-requested-with");
    private static final String ONE_DAY = "86400";

    private final boolean all;
    private final Set<String> origins;

    Cors(List<String> origins) {
        this.all = origins.contains("*");
        this.origins = Set.copyOf(origins);
    }

    void allow(RequestHead head, HttpServerResponse response) {
        var origin = head.single("Origin");
        if (origin.isEmpty()) {
            return;
        }
        if (all) {
            response.putHeader("Access-Control-Allow-Origin", "*");
        } else {
            response.putHeader("Vary", "Origin");
            origin.filter(origins::contains)
                    .ifPresent(allowed -> response.putHeader("Access-Control-Allow-Origin", allowed));
        }
        response.putHeader("Access-Control-Expose-Headers", EXPOSED);
    }

    /** Answers a preflight: of the headers that the page wants to send, those that AWS's clients send are allowed. */
    void preflight(RequestHead head, HttpServerResponse response) {
        var headers = Arrays.stream(
                        head.single("Access-Control-Request-Headers").orElse("").split(","))
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .filter(name -> ALLOWED_HEADER.matcher(name).matches())
                .collect(Collectors.joining(","));
        response.putHeader("Access-Control-Allow-Methods", METHODS)
                .putHeader("Access-Control-Allow-Headers", headers)
                .putHeader("Access-Control-Max-Age", ONE_DAY)
                .setStatusCode(204)
                .end();
    }
}
