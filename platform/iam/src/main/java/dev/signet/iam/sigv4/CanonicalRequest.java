package dev.signet.iam.sigv4;

import dev.signet.iam.sigv4.RequestView.Parameter;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The canonical forms of a request that a signer may have signed. Most SDKs sign a normalized path, some (Go) the path
 * as sent; a presigned URL's session token may be added before or after signing. Each form binds all of the request,
 * so any may match.
 */
final class CanonicalRequest {
    private CanonicalRequest() {}

    static Set<String> forms(RequestView request, ClaimedSignature claimed, String bodyHash) {
        String tail =
                "\n" + headers(request, claimed) + "\n" + String.join(";", claimed.signedHeaders()) + "\n" + bodyHash;
        Set<String> forms = new LinkedHashSet<>();
        for (String path : paths(request.http().rawPath())) {
            for (String query : queries(request, claimed)) {
                forms.add(request.http().method() + "\n" + path + "\n" + query + tail);
            }
        }
        return forms;
    }

    private static List<String> paths(String rawPath) {
        String asSent = rawPath.isEmpty() ? "/" : rawPath;
        return List.of(UriEncoding.encodePath(UriEncoding.normalize(asSent)), UriEncoding.encodePath(asSent));
    }

    private static List<String> queries(RequestView request, ClaimedSignature claimed) {
        if (!claimed.presigned()) {
            return List.of(query(request, _ -> true));
        }
        return List.of(
                query(request, name -> !name.equals("X-Amz-Signature")),
                query(request, name -> !name.equals("X-Amz-Signature") && !name.equals("X-Amz-Security-Token")));
    }

    private static String query(RequestView request, Predicate<String> kept) {
        List<String> pairs = request.query().stream()
                .filter(parameter -> kept.test(parameter.encodedName()))
                .sorted(Comparator.comparing(Parameter::encodedName).thenComparing(Parameter::encodedValue))
                .map(parameter -> parameter.encodedName() + "=" + parameter.encodedValue())
                .toList();
        return String.join("&", pairs);
    }

    private static String headers(RequestView request, ClaimedSignature claimed) {
        StringBuilder lines = new StringBuilder(256);
        for (String name : claimed.signedHeaders()) {
            List<String> values = request.headerValues(name).stream()
                    .map(CanonicalRequest::collapsed)
                    .toList();
            lines.append(name).append(':').append(String.join(",", values)).append('\n');
        }
        return lines.toString();
    }

    private static String collapsed(String value) {
        StringBuilder text = new StringBuilder(value.length());
        for (char character : value.strip().toCharArray()) {
            boolean blank = Character.isWhitespace(character);
            if (!blank) {
                text.append(character);
            } else if (text.charAt(text.length() - 1) != ' ') {
                text.append(' ');
            }
        }
        return text.toString();
    }
}
