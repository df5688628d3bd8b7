package dev.signet.iam.policy;

import java.util.ArrayList;
import java.util.List;

/** An ARN with wildcards. Its six parts are compared one by one, so a wildcard never reaches over a colon before the last part. */
final class ArnPattern {
    static final int PARTS = 6;

    private final Template whole;
    private final List<Template> parts;
    private final boolean everything;

    private ArnPattern(Template whole, List<Template> parts, boolean everything) {
        this.whole = whole;
        this.parts = List.copyOf(parts);
        this.everything = everything;
    }

    static ArnPattern parse(String text, boolean variables) throws PolicyMalformed {
        List<Template> parts = new ArrayList<>();
        for (String part : split(text, variables)) {
            parts.add(Template.parse(part, true, variables));
        }
        return new ArnPattern(Template.parse(text, true, variables), parts, text.equals("*"));
    }

    /** As {@link #parse}, but accepts only a full ARN or a star, as a policy's Resource must be. */
    static ArnPattern ofResource(String text, boolean variables) throws PolicyMalformed {
        ArnPattern pattern = parse(text, variables);
        boolean arn = text.startsWith("arn:") && pattern.parts.size() == PARTS;
        if (!arn && !pattern.everything && !pattern.whole.hasVariables()) {
            throw new PolicyMalformed("Resource " + text + " must be in ARN format or \"*\".");
        }
        return pattern;
    }

    boolean matches(String actual, RequestContext context) {
        if (everything) {
            return true;
        }
        if (parts.size() < PARTS) {
            return whole.hasVariables() && whole.matches(actual, context);
        }
        String[] actualParts = actual.split(":", PARTS);
        if (actualParts.length < PARTS) {
            return false;
        }
        for (int i = 0; i < PARTS; i++) {
            if (!parts.get(i).matches(actualParts[i], context)) {
                return false;
            }
        }
        return true;
    }

    /** Splits at colons, but not inside variables, whose keys hold colons too. */
    private static List<String> split(String text, boolean variables) {
        List<String> parts = new ArrayList<>();
        boolean inVariable = false;
        int start = 0;
        for (int i = 0; i < text.length() && parts.size() < PARTS - 1; i++) {
            if (variables && text.startsWith("${", i)) {
                inVariable = true;
            } else if (text.charAt(i) == '}') {
                inVariable = false;
            } else if (text.charAt(i) == ':' && !inVariable) {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }
}
