package dev.signet.userpool.pool;

import java.util.Set;

/**
 * What the users of a pool may sign in with. Fixed when the pool is made.
 *
 * @param aliases attributes that sign in beside the username, once verified
 * @param addresses addresses that take the place of usernames; never together with aliases
 * @param caseSensitive whether {@code Anna} and {@code anna} are two users
 */
public record SignInNames(Set<String> aliases, Set<String> addresses, boolean caseSensitive) {
    public SignInNames {
        aliases = Set.copyOf(aliases);
        addresses = Set.copyOf(addresses);
        if (!aliases.isEmpty() && !addresses.isEmpty()) {
            throw new IllegalArgumentException("aliases and addresses exclude each other");
        }
    }

    /** Whether users sign up with an address and get a generated username. */
    public boolean byAddress() {
        return !addresses.isEmpty();
    }

    /**
     * The form in which a name is unique in the pool. In a pool that is not case sensitive each code point is folded by
     * itself (Unicode's simple folding): look-alikes of different letters stay different names.
     */
    public String key(String name) {
        if (caseSensitive) {
            return name;
        }
        return name.codePoints()
                .map(Character::toLowerCase)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
