package dev.signet.iam.sigv4;

import dev.signet.wire.HttpFacts;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Reads HTTP requests as the published signature vectors write them. */
final class RawHttp {
    private RawHttp() {}

    static HttpFacts parse(String text) {
        String[] headAndBody = text.split("\n\n", 2);
        String[] lines = headAndBody[0].split("\n");
        String requestLine = lines[0];
        String method = requestLine.substring(0, requestLine.indexOf(' '));
        String target = requestLine.substring(method.length() + 1, requestLine.lastIndexOf(" HTTP/"));
        int question = target.indexOf('?');
        return new HttpFacts(
                method,
                question < 0 ? target : target.substring(0, question),
                question < 0 ? "" : target.substring(question + 1),
                headers(lines),
                (headAndBody.length < 2 ? "" : headAndBody[1]).getBytes(StandardCharsets.UTF_8),
                Optional.empty());
    }

    private static List<Map.Entry<String, String>> headers(String[] lines) {
        List<Map.Entry<String, String>> headers = new ArrayList<>();
        for (int i = 1; i < lines.length; i++) {
            if (Character.isWhitespace(lines[i].charAt(0))) {
                Map.Entry<String, String> folded = headers.removeLast();
                headers.add(Map.entry(folded.getKey(), folded.getValue() + "\n" + lines[i]));
            } else {
                int colon = lines[i].indexOf(':');
                headers.add(Map.entry(lines[i].substring(0, colon), lines[i].substring(colon + 1)));
            }
        }
        return headers;
    }

    static HttpFacts withMethod(HttpFacts http, String method) {
        return new HttpFacts(
                method, http.rawPath(), http.rawQuery(), http.headers(), http.body(), http.sourceAddress());
    }

    static HttpFacts withPath(HttpFacts http, String path) {
        return new HttpFacts(http.method(), path, http.rawQuery(), http.headers(), http.body(), http.sourceAddress());
    }

    static HttpFacts withQuery(HttpFacts http, String query) {
        return new HttpFacts(http.method(), http.rawPath(), query, http.headers(), http.body(), http.sourceAddress());
    }

    static HttpFacts withBody(HttpFacts http, String body) {
        return new HttpFacts(
                http.method(),
                http.rawPath(),
                http.rawQuery(),
                http.headers(),
                body.getBytes(StandardCharsets.UTF_8),
                http.sourceAddress());
    }

    static HttpFacts withHeader(HttpFacts http, String name, UnaryOperator<String> change) {
        List<Map.Entry<String, String>> headers = http.headers().stream()
                .map(header -> header.getKey().equalsIgnoreCase(name)
                        ? Map.entry(header.getKey(), change.apply(header.getValue()))
                        : header)
                .toList();
        return withHeaders(http, headers);
    }

    static HttpFacts withAdded(HttpFacts http, String name, String value) {
        List<Map.Entry<String, String>> headers = new ArrayList<>(http.headers());
        headers.add(Map.entry(name, value));
        return withHeaders(http, headers);
    }

    static HttpFacts without(HttpFacts http, String name) {
        return withHeaders(
                http,
                http.headers().stream()
                        .filter(header -> !header.getKey().equalsIgnoreCase(name))
                        .toList());
    }

    private static HttpFacts withHeaders(HttpFacts http, List<Map.Entry<String, String>> headers) {
        return new HttpFacts(
                http.method(), http.rawPath(), http.rawQuery(), headers, http.body(), http.sourceAddress());
    }
}
