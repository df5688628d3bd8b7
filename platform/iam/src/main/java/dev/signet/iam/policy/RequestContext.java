package dev.signet.iam.policy;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The condition keys of a request and their values. Keys are compared without regard to case. */
public final class RequestContext {
    private final Map<String, List<String>> values;

    private RequestContext(Map<String, List<String>> values) {
        this.values = values;
    }

    public static RequestContext of(Map<String, List<String>> keys) {
        return new RequestContext(Map.of()).with(keys);
    }

    /** This context with further keys; a key that is there already is replaced, an empty one removed. */
    public RequestContext with(Map<String, List<String>> keys) {
        Map<String, List<String>> merged = new HashMap<>(values);
        keys.forEach((key, found) -> {
            if (found.isEmpty()) {
                merged.remove(lower(key));
            } else {
                merged.put(lower(key), List.copyOf(found));
            }
        });
        return new RequestContext(merged);
    }

    /** The values of a key; none when the request does not carry it. */
    List<String> values(String lowerCaseKey) {
        return values.getOrDefault(lowerCaseKey, List.of());
    }

    /** The value of a key that has exactly one, as a policy variable needs it. */
    Optional<String> single(String lowerCaseKey) {
        List<String> found = values(lowerCaseKey);
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    static String lower(String key) {
        return key.toLowerCase(Locale.ROOT);
    }
}
