package dev.signet.userpool;

import java.security.SecureRandom;

/** Names and secrets that nobody can guess. */
public final class RandomNames {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String LOWERCASE = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static final String MIXED_CASE = LOWERCASE + "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    private RandomNames() {}

    /** Lowercase letters and digits. */
    public static String lowercase(int length) {
        return of(LOWERCASE, length);
    }

    /** Letters of both cases and digits. */
    public static String mixedCase(int length) {
        return of(MIXED_CASE, length);
    }

    private static String of(String letters, int length) {
        StringBuilder name = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            name.append(letters.charAt(RANDOM.nextInt(letters.length())));
        }
        return name.toString();
    }
}
