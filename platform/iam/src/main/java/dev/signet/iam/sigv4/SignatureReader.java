package dev.signet.iam.sigv4;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the signature that a request presents: in its Authorization header or in its query, never in both. */
final class SignatureReader {
    private static final Duration LONGEST_PRESIGNED = Duration.ofDays(7);

    private SignatureReader() {}

    static ClaimedSignature read(RequestView request) {
        Optional<String> authorization = request.onlyHeader("Authorization");
        Optional<String> algorithm = request.onlyParameter("X-Amz-Algorithm");
        if (authorization.isPresent() && algorithm.isPresent()) {
            throw SignatureRefusals.incomplete("Only one auth mechanism allowed; only the X-Amz-Algorithm query "
                    + "parameter or the Authorization header should be specified.");
        }
        if (authorization.isPresent()) {
            return fromHeader(request, authorization.get());
        }
        if (algorithm.isPresent()) {
            return fromQuery(request, algorithm.get());
        }
        throw SignatureRefusals.missing();
    }

    private static ClaimedSignature fromHeader(RequestView request, String authorization) {
        requireAlgorithm(authorization.split(" ", 2)[0]);
        Map<String, String> parts = parts(authorization.substring(ClaimedSignature.ALGORITHM.length()));
        Optional<String> date = request.onlyHeader("X-Amz-Date");
        StringBuilder lacking = new StringBuilder();
        for (String name : List.of("Credential", "Signature", "SignedHeaders")) {
            if (!parts.containsKey(name)) {
                lacking.append("Authorization header requires '").append(name).append("' parameter. ");
            }
        }
        if (date.isEmpty()) {
            lacking.append("Authorization header requires existence of a 'X-Amz-Date' header. ");
        }
        if (!lacking.isEmpty()) {
            throw SignatureRefusals.incomplete(lacking.toString().strip());
        }
        return new ClaimedSignature(
                CredentialScope.parse(present(parts.get("Credential"))),
                signedHeaders(present(parts.get("SignedHeaders"))),
                present(parts.get("Signature")),
                date.get(),
                Optional.empty(),
                request.onlyHeader("X-Amz-Security-Token"));
    }

    private static ClaimedSignature fromQuery(RequestView request, String algorithm) {
        requireAlgorithm(algorithm);
        return new ClaimedSignature(
                CredentialScope.parse(required(request, "X-Amz-Credential")),
                signedHeaders(required(request, "X-Amz-SignedHeaders")),
                required(request, "X-Amz-Signature"),
                required(request, "X-Amz-Date"),
                Optional.of(lifetime(required(request, "X-Amz-Expires"))),
                request.onlyParameter("X-Amz-Security-Token"));
    }

    private static void requireAlgorithm(String algorithm) {
        if (!algorithm.equals(ClaimedSignature.ALGORITHM)) {
            throw SignatureRefusals.incomplete(
                    "The algorithm of the AWS Authorization must be '" + ClaimedSignature.ALGORITHM + "'.");
        }
    }

    private static Map<String, String> parts(String fields) {
        Map<String, String> parts = new HashMap<>();
        for (String field : fields.split(",")) {
            int equals = field.indexOf('=');
            if (equals > 0) {
                String name = field.substring(0, equals).strip();
                if (parts.put(name, field.substring(equals + 1).strip()) != null) {
                    throw SignatureRefusals.repeated(name);
                }
            }
        }
        return parts;
    }

    private static List<String> signedHeaders(String list) {
        return List.of(list.split(";")).stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .sorted()
                .distinct()
                .toList();
    }

    private static Duration lifetime(String seconds) {
        try {
            Duration lifetime = Duration.ofSeconds(Integer.parseInt(seconds));
            if (lifetime.isPositive() && lifetime.compareTo(LONGEST_PRESIGNED) <= 0) {
                return lifetime;
            }
        } catch (NumberFormatException e) {
            throw SignatureRefusals.incomplete("X-Amz-Expires should be a number");
        }
        throw SignatureRefusals.incomplete("X-Amz-Expires must be between 1 and 604800 seconds");
    }

    private static String required(RequestView request, String parameter) {
        return request.onlyParameter(parameter)
                .orElseThrow(() ->
                        SignatureRefusals.incomplete("AWS query-string parameters must include '" + parameter + "'."));
    }

    private static String present(@Nullable String value) {
        if (value == null) {
            throw new IllegalStateException("A part that was seen is gone");
        }
        return value;
    }
}
