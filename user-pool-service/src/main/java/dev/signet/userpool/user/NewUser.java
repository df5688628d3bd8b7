package dev.signet.userpool.user;

import dev.signet.userpool.Refusals;
import dev.signet.userpool.pool.SignInNames;
import dev.signet.userpool.pool.UserPool;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import software.amazon.awssdk.services.cognitoidentityprovider.model.UserStatusType;

/**
 * A user about to be made, checked against the pool's rules for usernames and attributes.
 *
 * @param username as given: a username, or the address that takes its place
 * @param attributes as given, blank values standing for none
 */
public record NewUser(UserPool pool, String username, Map<String, String> attributes) {
    /**
     * A user as somebody signs up.
     *
     * @throws dev.signet.wire.Refusal when the writer may not write an attribute or something breaks the pool's rules
     */
    public User signingUp(AttributeWriter writer, Instant now) {
        writer.check(attributes.keySet());
        if (pool.settings().signInNames().aliases().contains(Attributes.PREFERRED_USERNAME)
                && attributes.containsKey(Attributes.PREFERRED_USERNAME)) {
            throw Refusals.invalidParameter(
                    "preferred_username cannot be set at sign-up, since user pool is configured for preferred_username alias.");
        }
        User user = make(UserStatusType.UNCONFIRMED, now);
        new AttributeRules(pool.settings())
                .checkRequired(user.attributes().values().keySet());
        return user;
    }

    /** A user as the operator makes one, who may leave it to the user to give what the pool requires. */
    public User made(Instant now) {
        return make(UserStatusType.FORCE_CHANGE_PASSWORD, now);
    }

    private User make(UserStatusType status, Instant now) {
        Map<String, String> given = new TreeMap<>(attributes);
        given.values().removeIf(String::isEmpty);
        if (given.remove("sub") != null) {
            throw Refusals.attributeFixed("sub");
        }
        SignInNames names = pool.settings().signInNames();
        if (names.byAddress()) {
            addAddress(names, given);
        } else {
            AttributeRules.checkLikeNoAddress("Username", names, username);
        }
        new AttributeRules(pool.settings()).checkValues(given);
        AttributeChanges.checkVerified(given);
        String sub = UUID.randomUUID().toString();
        User.Identity identity = new User.Identity(pool.id(), sub, names.byAddress() ? sub : username);
        return new User(identity, status, new Attributes(given), now);
    }

    private void addAddress(SignInNames names, Map<String, String> given) {
        String attribute = AddressFormat.attributeOf(username)
                .filter(names.addresses()::contains)
                .orElseThrow(() -> Refusals.usernameNoAddress(names.addresses()));
        String stated = given.putIfAbsent(attribute, username);
        if (stated != null && !names.key(stated).equals(names.key(username))) {
            throw Refusals.invalidParameter("Username and " + attribute + " do not match.");
        }
    }
}
