package dev.signet.wire.http;

import dev.signet.wire.HttpFacts;
import dev.signet.wire.RequestTarget;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request without its body, as it came.
 *
 * @param rawPath the path as sent, still percent-encoded
 * @param rawQuery the query as sent, without its question mark
 * @param headers in the order they came
 * @param peer the address of the other end of the connection
 */
record RequestHead(
        String method, String rawPath, String rawQuery, List<Map.Entry<String, String>> headers, String peer) {

    static RequestHead of(HttpServerRequest request) {
        var target = RequestTarget.of(request.uri());
        return new RequestHead(
                request.method().name(),
                target.rawPath(),
                target.rawQuery(),
                HttpFacts.headersOf(request),
                request.remoteAddress() == null || request.remoteAddress().hostAddress() == null
                        ? ""
                        : request.remoteAddress().hostAddress());
    }

    /** All values of a header. */
    List<String> all(String name) {
        return headers.stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** The value of a header that comes exactly once. */
    Optional<String> single(String name) {
        var values = all(name);
        return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
    }
}
