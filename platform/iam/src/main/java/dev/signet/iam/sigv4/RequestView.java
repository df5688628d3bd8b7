package dev.signet.iam.sigv4;

import dev.signet.wire.HttpFacts;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A request's headers by lower-case name and its query parameters in order, as signing sees them. */
final class RequestView {
    private final HttpFacts http;
    private final Map<String, List<String>> headers = new HashMap<>();
    private final List<Parameter> query;

    RequestView(HttpFacts http) {
        this.http = http;
        for (Map.Entry<String, String> header : http.headers()) {
            headers.computeIfAbsent(header.getKey().toLowerCase(Locale.ROOT), _ -> new ArrayList<>(1))
                    .add(header.getValue());
        }
        this.query = parameters(http.rawQuery());
    }

    HttpFacts http() {
        return http;
    }

    List<Parameter> query() {
        return query;
    }

    Iterable<String> headerNames() {
        return headers.keySet();
    }

    List<String> headerValues(String lowerCaseName) {
        return headers.getOrDefault(lowerCaseName, List.of());
    }

    /** The value of a header that may stand only once: two would let signer and reader see different ones. */
    Optional<String> onlyHeader(String name) {
        List<String> values = headerValues(name.toLowerCase(Locale.ROOT));
        if (values.size() > 1) {
            throw SignatureRefusals.repeated(name);
        }
        return values.stream().findFirst().map(String::strip);
    }

    /** The decoded value of a query parameter that may stand only once. */
    Optional<String> onlyParameter(String name) {
        List<String> values = query.stream()
                .filter(parameter -> parameter.encodedName().equals(name))
                .map(Parameter::value)
                .toList();
        if (values.size() > 1) {
            throw SignatureRefusals.repeated(name);
        }
        return values.stream().findFirst();
    }

    private static List<Parameter> parameters(String rawQuery) {
        List<Parameter> found = new ArrayList<>();
        for (String pair : rawQuery.split("&")) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                byte[] decoded = UriEncoding.decode(value);
                found.add(new Parameter(
                        UriEncoding.encode(UriEncoding.decode(name)),
                        UriEncoding.encode(decoded),
                        new String(decoded, StandardCharsets.UTF_8)));
            }
        }
        return found;
    }

    /** A query parameter, its name and value encoded as canonical requests want them, and the value decoded. */
    record Parameter(String encodedName, String encodedValue, String value) {}
}
