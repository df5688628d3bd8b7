package dev.signet.wire.codec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The parameters of a Query request as the tree that their dotted names spell. */
public final class Form {
    private static final int MOST_PARAMETERS = 10_000;
    private static final int DEEPEST = 32;

    private final Node root = new Node();

    private Form() {}

    /** Reads an {@code application/x-www-form-urlencoded} body. */
    public static Form read(byte[] body) {
        return read(Text.decode(body));
    }

    /** Reads a query string or what is written like one. */
    public static Form read(String encoded) {
        var form = new Form();
        pairs(encoded).forEach((name, value) -> form.add(name, Text.acceptForXml(value)));
        return form;
    }

    /** The decoded pairs of a query or form; a name that comes twice is refused. */
    public static Map<String, String> pairs(String encoded) {
        var pairs = new LinkedHashMap<String, String>();
        for (int start = 0; start < encoded.length(); ) {
            int end = encoded.indexOf('&', start);
            var pair = encoded.substring(start, end < 0 ? encoded.length() : end);
            start = end < 0 ? encoded.length() : end + 1;
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            var name = PercentDecoder.form(equals < 0 ? pair : pair.substring(0, equals));
            var value = equals < 0 ? "" : PercentDecoder.form(pair.substring(equals + 1));
            if (pairs.putIfAbsent(name, value) != null || pairs.size() > MOST_PARAMETERS) {
                throw Malformed.because("A parameter is given twice, or there are too many");
            }
        }
        return pairs;
    }

    private void add(String name, String value) {
        var node = root;
        var parts = name.split("\\.", DEEPEST + 1);
        if (parts.length > DEEPEST) {
            throw Malformed.because("A parameter's name has too many parts");
        }
        for (var part : parts) {
            node = node.children.computeIfAbsent(part, _ -> new Node());
        }
        node.value = value;
    }

    /** A parameter at the top, such as {@code Action}. */
    public Optional<String> parameter(String name) {
        var node = root.child(name);
        return Optional.ofNullable(node == null ? null : node.value);
    }

    Node root() {
        return root;
    }

    /** One name in the tree: a value, names below it, or both. */
    static final class Node {
        private final Map<String, Node> children = new LinkedHashMap<>();
        private @Nullable String value;

        @Nullable
        Node child(String name) {
            return children.get(name);
        }

        @Nullable
        String value() {
            return value;
        }

        boolean hasChildren() {
            return !children.isEmpty();
        }

        /** The children whose names are numbers, in that order. */
        List<Node> numbered() {
            var numbered = new TreeMap<Integer, Node>();
            children.forEach((name, node) -> {
                if (name.isEmpty() || name.length() > 9 || !name.chars().allMatch(c -> c >= '0' && c <= '9')) {
                    throw Malformed.because("A list's index is not a number");
                }
                numbered.put(Integer.valueOf(name), node);
            });
            return new ArrayList<>(numbered.values());
        }
    }
}
