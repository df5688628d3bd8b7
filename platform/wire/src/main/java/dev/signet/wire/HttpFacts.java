package dev.signet.wire;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An HTTP request as it came, untouched, as a signature needs it.
 *
 * @param method the method, upper case
 * @param rawPath the path as sent, still percent-encoded
 * @param rawQuery the query as sent without its question mark, empty when there is none
 * @param headers all headers in the order they came, names as sent, repeated names repeated
 * @param body the body's bytes
 * @param sourceAddress the client's address as the trusted gateway saw it
 */
public record HttpFacts(
        String method,
        String rawPath,
        String rawQuery,
        List<Map.Entry<String, String>> headers,
        byte[] body,
        Optional<String> sourceAddress) {
    /** The headers of a request; HTTP/2's authority stands as the header {@code Host}. */
    public static List<Map.Entry<String, String>> headersOf(HttpServerRequest request) {
        List<Map.Entry<String, String>> headers =
                new ArrayList<>(request.headers().entries());
        if (request.version() == HttpVersion.HTTP_2 && !request.headers().contains("Host")) {
            headers.add(Map.entry("Host", String.valueOf(request.authority())));
        }
        return List.copyOf(headers);
    }
}
