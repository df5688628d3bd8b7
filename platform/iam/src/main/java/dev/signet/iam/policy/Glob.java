package dev.signet.iam.policy;

import java.util.Arrays;

/**
 * A text with wildcards. Matching never backtracks further than the last star, so its time is bounded by the product
 * of both lengths.
 */
final class Glob {
    /** Stands for any characters, also none. */
    static final int STAR = -1;

    /** Stands for any one character. */
    static final int QUESTION = -2;

    private final int[] tokens;

    /** @param tokens characters as they are, {@link #STAR} and {@link #QUESTION} */
    Glob(int[] tokens) {
        this.tokens = tokens;
    }

    /** Reads {@code *} and {@code ?} as wildcards. */
    static Glob of(String pattern) {
        return new Glob(pattern.chars().map(Glob::token).toArray());
    }

    static int token(int character) {
        return switch (character) {
            case '*' -> STAR;
            case '?' -> QUESTION;
            default -> character;
        };
    }

    boolean matches(String text) {
        int token = 0;
        int at = 0;
        int star = -1;
        int resume = 0;
        while (at < text.length()) {
            if (token < tokens.length && tokens[token] == STAR) {
                star = token++;
                resume = at;
            } else if (token < tokens.length && (tokens[token] == QUESTION || tokens[token] == text.charAt(at))) {
                token++;
                at++;
            } else if (star >= 0) {
                token = star + 1;
                at = ++resume;
            } else {
                return false;
            }
        }
        while (token < tokens.length && tokens[token] == STAR) {
            token++;
        }
        return token == tokens.length;
    }

    boolean matchesIgnoringCase(String text) {
        int[] folded = Arrays.stream(tokens).map(Glob::folded).toArray();
        return new Glob(folded)
                .matches(text.chars()
                        .map(Glob::folded)
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString());
    }

    private static int folded(int token) {
        return token < 0 ? token : Character.toLowerCase(Character.toUpperCase((char) token));
    }
}
