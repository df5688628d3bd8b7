package dev.signet.userpool;

/** Tells which texts the database can hold. */
public final class StorableText {
    private StorableText() {}

    /** Whether a text has neither U+0000, which PostgreSQL refuses, nor a lone surrogate, which is no character. */
    public static boolean is(String text) {
        return text.codePoints()
                .noneMatch(c -> c == 0 || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
    }
}
