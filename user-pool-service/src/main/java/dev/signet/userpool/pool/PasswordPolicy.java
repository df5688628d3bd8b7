package dev.signet.userpool.pool;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a pool demands of passwords.
 *
 * @param temporaryValidDays how long a temporary password may be used, in days; AWS takes 0 for 7
 */
public record PasswordPolicy(
        int minimumLength,
        boolean uppercase,
        boolean lowercase,
        boolean numbers,
        boolean symbols,
        int temporaryValidDays) {
    /** What AWS demands when a pool says nothing. */
    public static final PasswordPolicy DEFAULT = new PasswordPolicy(8, true, true, true, true, 7);

    private static final int LONGEST = 256;
    private static final String UPPERCASE = "ABCDEFGHJKLMNPQRSTUVWXYZ";
    private static final String LOWERCASE = "abcdefghijkmnopqrstuvwxyz";
    private static final String NUMBERS = "23456789";
    // AWS's API model, PasswordType; what answers a challenge is no PasswordType and held to the same
    private static final Pattern UNBROKEN = Pattern.compile("\\S+");
    // AWS: developer guide, "Adding user pool password requirements"
    private static final String SYMBOLS = "^$*.[]{}()?\"!@#%&/\\,><':;|_~`=+-";
    // those of SYMBOLS that survive HTML mails and copying unharmed
    private static final String MAILED_SYMBOLS = "!@#%*+=?";

    /** What the password lacks, as AWS words it, or nothing when it is good. */
    public Optional<String> objectionTo(String password) {
        if (password.codePointCount(0, password.length()) < minimumLength || password.length() > LONGEST) {
            return Optional.of(password.length() > LONGEST ? "Password too long" : "Password not long enough");
        }
        if (!UNBROKEN.matcher(password).matches()) {
            return Optional.of("Password must not have white space");
        }
        if (uppercase && password.codePoints().noneMatch(c -> c >= 'A' && c <= 'Z')) {
            return Optional.of("Password must have uppercase characters");
        }
        if (lowercase && password.codePoints().noneMatch(c -> c >= 'a' && c <= 'z')) {
            return Optional.of("Password must have lowercase characters");
        }
        if (numbers && password.codePoints().noneMatch(c -> c >= '0' && c <= '9')) {
            return Optional.of("Password must have numeric characters");
        }
        if (symbols && password.codePoints().noneMatch(c -> SYMBOLS.indexOf(c) >= 0)) {
            return Optional.of("Password must have symbol characters");
        }
        return Optional.empty();
    }

    /** How long a temporary password may be used. */
    public Duration temporaryValidity() {
        return Duration.ofDays(temporaryValidDays == 0 ? DEFAULT.temporaryValidDays : temporaryValidDays);
    }

    /** A random password that every policy of this length accepts. */
    public String generate(SecureRandom random) {
        List<Character> letters = new ArrayList<>();
        for (String kind : List.of(UPPERCASE, LOWERCASE, NUMBERS, MAILED_SYMBOLS)) {
            letters.add(kind.charAt(random.nextInt(kind.length())));
        }
        String all = UPPERCASE + LOWERCASE + NUMBERS;
        while (letters.size() < Math.max(minimumLength, 16)) {
            letters.add(all.charAt(random.nextInt(all.length())));
        }
        Collections.shuffle(letters, random);
        StringBuilder password = new StringBuilder();
        letters.forEach(password::append);
        return password.toString();
    }
}
