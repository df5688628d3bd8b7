package dev.signet.userpool.user;

import dev.signet.userpool.pool.SignInNames;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;

/** The names that find a user, and what each of them is. */
final class SignInName {
    /** The kind of the name under which the user was made. */
    static final String USERNAME = "username";

    private static final String SUB = "sub";

    private SignInName() {}

    /** The names that find this user now, each with its kind: {@code username}, {@code sub} or an attribute's name. */
    static Map<String, String> of(SignInNames rules, User user) {
        Map<String, String> kinds = new LinkedHashMap<>();
        kinds.put(rules.key(user.username()), USERNAME);
        kinds.putIfAbsent(rules.key(user.sub()), SUB);
        attributes(rules, user).forEach(attribute -> user.attributes()
                .get(attribute)
                .ifPresent(value -> kinds.putIfAbsent(rules.key(value), attribute)));
        return kinds;
    }

    // an address that stands for the username signs in from the first moment; an alias once it is proven
    private static Stream<String> attributes(SignInNames rules, User user) {
        return rules.byAddress()
                ? rules.addresses().stream().sorted()
                : rules.aliases().stream().sorted().filter(alias -> active(user, alias));
    }

    private static boolean active(User user, String alias) {
        return alias.equals(Attributes.PREFERRED_USERNAME)
                ? user.status() != UserStatusType.UNCONFIRMED
                : user.attributes().verified(alias);
    }
}
