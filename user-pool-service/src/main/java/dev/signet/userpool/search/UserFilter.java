package dev.signet.userpool.search;

import dev.signet.userpool.Refusals;
import dev.signet.userpool.StorableText;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;

/**
 * Which users ListUsers shows. AWS's grammar: one attribute, {@code =} or {@code ^=} (begins with), a quoted value in
 * which a quotation mark stands behind a backslash.
 */
sealed interface UserFilter {
    /** All users. */
    record All() implements UserFilter {}

    /** Users whose column has this value. */
    record Equal(Column column, String value) implements UserFilter {}

    /** Users whose column begins so. */
    record Prefix(Column column, String value) implements UserFilter {}

    /** Users that are enabled, or that are disabled. */
    record Enabled(boolean enabled) implements UserFilter {}

    /** No user. */
    record None() implements UserFilter {}

    // each quantifier is possessive: time grows with the length alone
    Pattern GRAMMAR = Pattern.compile(
            "\\s*+\"?+([\\p{L}_:]++)\"?+\\s*+(\\^?+=)\\s*+\"((?:[^\"\\\\]|\\\\.)*+)\"\\s*+", Pattern.DOTALL);
    Set<String> ATTRIBUTES = Set.of("email", "phone_number", "name", "given_name", "family_name", "preferred_username");

    /** Reads a filter; a blank one means all users. */
    static UserFilter parse(String text) {
        if (text.isBlank()) {
            return new All();
        }
        Matcher match = GRAMMAR.matcher(text);
        if (!match.matches() || !StorableText.is(text)) {
            throw Refusals.badFilter();
        }
        String value = match.group(3).replaceAll("\\\\(.)", "$1");
        return of(match.group(1), match.group(2).equals("="), value);
    }

    private static UserFilter of(String name, boolean exact, String value) {
        return switch (name) {
            case "username" -> matching(new Column("username", name), exact, value);
            case "sub" -> matching(new Column("sub", name), exact, value);
            case "cognito:user_status" -> status(exact, value.toUpperCase(Locale.ROOT));
            case "status" -> enabled(exact, value);
            default -> {
                if (!ATTRIBUTES.contains(name)) {
                    throw Refusals.badSearchAttribute(name);
                }
                yield matching(Column.ofAttribute(name), exact, value);
            }
        };
    }

    private static UserFilter matching(Column column, boolean exact, String value) {
        return exact ? new Equal(column, value) : new Prefix(column, value);
    }

    // only a few statuses exist: a prefix of none of them asks the database nothing
    private static UserFilter status(boolean exact, String value) {
        boolean exists = Stream.of(UserStatusType.values())
                .map(UserStatusType::toString)
                .anyMatch(status -> exact ? status.equals(value) : status.startsWith(value));
        return exists ? matching(new Column("status", "status"), exact, value) : new None();
    }

    private static UserFilter enabled(boolean exact, String value) {
        boolean enabled = exact ? "Enabled".equals(value) : "Enabled".startsWith(value);
        boolean disabled = exact ? "Disabled".equals(value) : "Disabled".startsWith(value);
        if (enabled && disabled) {
            return new All();
        }
        return enabled || disabled ? new Enabled(enabled) : new None();
    }

    /**
     * What a filter compares.
     *
     * @param sql the expression, word for word as in the index that serves it
     * @param attribute the attribute's name
     */
    record Column(String sql, String attribute) {
        static Column ofAttribute(String name) {
            return new Column("left(attributes ->> '" + name + "', 256) collate \"C\"", name);
        }
    }
}
