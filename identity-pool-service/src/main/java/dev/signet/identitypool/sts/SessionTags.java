package dev.signet.identitypool.sts;

import dev.signet.identitypool.StsRefusals;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.sts.model.Tag;

/**
 * The tags of a session: those asked for, and those that the caller's own session hands on.
 *
 * @param values by key, whose case does not count
 * @param transitive the keys that go on to sessions begun from this one
 */
record SessionTags(Map<String, String> values, List<String> transitive) {
    private static final int MOST = 50;
    private static final String PRINCIPAL_TAG = "aws:PrincipalTag/";
    private static final String REQUEST_TAG = "aws:RequestTag/";
    private static final String TRANSITIVE = "sts:TransitiveTagKeys";

    static SessionTags none() {
        return new SessionTags(Map.of(), List.of());
    }

    /** @param callersContext the condition keys of the caller's session, none when it has no session */
    static SessionTags of(List<Tag> tags, List<String> transitive, Map<String, List<String>> callersContext) {
        Map<String, String> values = inherited(callersContext);
        List<String> handedOn = new ArrayList<>(values.keySet());
        Map<String, String> asked = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (Tag tag : tags) {
            if (values.containsKey(tag.key())) {
                throw StsRefusals.inheritedTag();
            }
            if (tag.key().toLowerCase(Locale.ROOT).startsWith("aws:")) {
                throw StsRefusals.reservedTag();
            }
            if (asked.put(tag.key(), tag.value()) != null) {
                throw StsRefusals.repeatedTag();
            }
        }
        for (String key : transitive) {
            if (!asked.containsKey(key)) {
                throw StsRefusals.transitiveTagNotGiven();
            }
            handedOn.add(key);
        }
        values.putAll(asked);
        if (values.size() > MOST) {
            throw StsRefusals.tooManyTags(MOST);
        }
        return new SessionTags(values, List.copyOf(handedOn));
    }

    /** How many characters their keys and values have. */
    int length() {
        return values.entrySet().stream()
                .mapToInt(tag -> tag.getKey().length() + tag.getValue().length())
                .sum();
    }

    /** As condition keys of the request to assume the role. */
    Map<String, List<String>> requestKeys() {
        Map<String, List<String>> keys = keys(REQUEST_TAG);
        keys.put("aws:TagKeys", List.copyOf(values.keySet()));
        keys.put(TRANSITIVE, transitive);
        return keys;
    }

    /** As condition keys of the session. */
    Map<String, List<String>> sessionKeys() {
        Map<String, List<String>> keys = keys(PRINCIPAL_TAG);
        if (!transitive.isEmpty()) {
            keys.put(TRANSITIVE, transitive);
        }
        return keys;
    }

    private Map<String, List<String>> keys(String prefix) {
        Map<String, List<String>> keys = new HashMap<>();
        values.forEach((key, value) -> keys.put(prefix + key, List.of(value)));
        return keys;
    }

    private static Map<String, String> inherited(Map<String, List<String>> context) {
        Map<String, String> values = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (String key : context.getOrDefault(TRANSITIVE, List.of())) {
            context.getOrDefault(PRINCIPAL_TAG + key, List.of()).forEach(value -> values.put(key, value));
        }
        return values;
    }
}
