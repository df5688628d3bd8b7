package dev.signet.iam.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A text of a policy that may hold wildcards and policy variables. The value that takes a variable's place is always
 * taken literally, so that nobody widens a policy by what is in a claim or a tag.
 */
final class Template {
    private final List<Part> parts;
    private final @Nullable Glob constant;

    private Template(List<Part> parts) {
        this.parts = List.copyOf(parts);
        this.constant = parts.stream().allMatch(Fixed.class::isInstance)
                ? new Glob(parts.stream()
                        .flatMapToInt(part -> IntStream.of(((Fixed) part).tokens()))
                        .toArray())
                : null;
    }

    /**
     * Reads a text.
     *
     * @param wildcards whether {@code *} and {@code ?} are wildcards, and not themselves
     * @param variables whether <code>${...}</code> is a variable, as it is since version 2012-10-17
     */
    static Template parse(String text, boolean wildcards, boolean variables) throws PolicyMalformed {
        List<Part> parts = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int start = variables ? text.indexOf("${", at) : -1;
            String plain = text.substring(at, start < 0 ? text.length() : start);
            parts.add(new Fixed(
                    plain.chars().map(wildcards ? Glob::token : c -> c).toArray()));
            if (start < 0) {
                break;
            }
            int end = text.indexOf('}', start);
            if (end < 0) {
                throw new PolicyMalformed("The policy variable " + text.substring(start) + " is not closed.");
            }
            parts.add(variable(text.substring(start + 2, end)));
            at = end + 1;
        }
        return new Template(parts);
    }

    private static Part variable(String content) throws PolicyMalformed {
        if (content.equals("*") || content.equals("?") || content.equals("$")) {
            return new Fixed(content.chars().toArray());
        }
        int comma = content.indexOf(',');
        String key = (comma < 0 ? content : content.substring(0, comma)).strip();
        if (key.isEmpty()) {
            throw new PolicyMalformed("The policy variable ${" + content + "} names no key.");
        }
        return new Variable(
                RequestContext.lower(key),
                comma < 0 ? null : quoted(content.substring(comma + 1).strip()));
    }

    private static String quoted(String text) throws PolicyMalformed {
        if (text.length() < 2 || !text.startsWith("'") || !text.endsWith("'")) {
            throw new PolicyMalformed("The default value of a policy variable must stand in single quotes.");
        }
        return text.substring(1, text.length() - 1);
    }

    boolean hasVariables() {
        return constant == null;
    }

    /** The text for one request, or empty when a variable has no single value in it. */
    Optional<Glob> resolve(RequestContext context) {
        if (constant != null) {
            return Optional.of(constant);
        }
        IntStream.Builder tokens = IntStream.builder();
        for (Part part : parts) {
            Optional<int[]> value = part.tokens(context);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            for (int token : value.get()) {
                tokens.add(token);
            }
        }
        return Optional.of(new Glob(tokens.build().toArray()));
    }

    boolean matches(String actual, RequestContext context) {
        return resolve(context).filter(glob -> glob.matches(actual)).isPresent();
    }

    private sealed interface Part {
        Optional<int[]> tokens(RequestContext context);
    }

    private record Fixed(int[] tokens) implements Part {
        @Override
        public Optional<int[]> tokens(RequestContext context) {
            return Optional.of(tokens);
        }
    }

    private record Variable(String key, @Nullable String otherwise) implements Part {
        @Override
        public Optional<int[]> tokens(RequestContext context) {
            return context.single(key)
                    .or(() -> Optional.ofNullable(otherwise)
                            .filter(_ -> context.values(key).isEmpty()))
                    .map(value -> value.chars().toArray());
        }
    }
}
