package dev.signet.wire.http;

import dev.signet.wire.HttpFacts;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
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
        var target = request.uri();
        // a target may be a whole URI; only its path and query count
        if (!target.startsWith("/")) {
            int scheme = target.indexOf("://");
            int path = scheme < 0 ? -1 : target.indexOf('/', scheme + 3);
            target = path < 0 ? "/" : target.substring(path);
        }
        int question = target.indexOf('?');
        return new RequestHead(
                request.method().name(),
                question < 0 ? target : target.substring(0, question),
                question < 0 ? "" : target.substring(question + 1),
                HttpFacts.headersOf(request),
                request.remoteAddress() == null || request.remoteAddress().hostAddress() == null
                        ? ""
                        : request.remoteAddress().hostAddress());
    }

    /** The headers; HTTP/2 has the host, which signatures cover, in its authority instead. */
    private static List<Map.Entry<String, String>> headers(HttpServerRequest request) {
        var headers = new ArrayList<>(request.headers().entries());
        var authority = request.authority();
        if (authority != null && !request.headers().contains("Host")) {
            headers.add(Map.entry("host", authority.toString()));
        }
        return List.copyOf(headers);
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
