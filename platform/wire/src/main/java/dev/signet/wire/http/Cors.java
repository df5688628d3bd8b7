package dev.signet.wire.http;

import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.Set;

/**
 * Lets pages of the allowed origins call from a browser. No cookie takes part: whoever calls proves it in headers or
 * body, so credentials are never allowed.
 */
final class Cors {
    private static final String EXPOSED = "x-amzn-RequestId,x-amzn-ErrorType,Date";
    private static final String METHODS = "GET,POST,PUT,DELETE";
    private static final String HEADERS = "Authorization,Content-Type,X-Amz-Target,X-Amz-Date,X-Amz-Security-Token,"
            + "X-Amz-Content-Sha256,X-Amz-User-Agent,X-Amz-Client-Context,Amz-Sdk-Invocation-Id,Amz-Sdk-Request,"
            + "Cache-Control,X-Requested-With";
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

    void preflight(HttpServerResponse response) {
        response.putHeader("Access-Control-Allow-Methods", METHODS)
                .putHeader("Access-Control-Allow-Headers", HEADERS)
                .putHeader("Access-Control-Max-Age", ONE_DAY)
                .setStatusCode(204)
                .end();
    }
}
