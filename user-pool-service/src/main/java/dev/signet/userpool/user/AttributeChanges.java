package dev.signet.userpool.user;

import static dev.signet.userpool.user.Attributes.EMAIL;
import static dev.signet.userpool.user.Attributes.PHONE_NUMBER;
import static dev.signet.userpool.user.Attributes.verifiedName;

import dev.signet.userpool.Refusals;
import dev.signet.userpool.pool.PoolSettings;
import dev.signet.userpool.pool.SignInNames;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What becomes of a user's attributes by a change.
 *
 * @param attributes the attributes after it
 * @param pending the new addresses that wait for their verification after it
 * @param toVerify the addresses to which a code is to be sent
 */
public record AttributeChanges(Attributes attributes, Attributes pending, Set<String> toVerify) {
    /**
     * Sets attributes; a blank value deletes one.
     *
     * @throws dev.signet.wire.Refusal when the schema does not allow it
     */
    public static AttributeChanges set(PoolSettings settings, User user, Map<String, String> changes) {
        checkMutable(new AttributeRules(settings), changes.keySet());
        return changed(settings, user, changes);
    }

    /**
     * As {@link #set}, for a user who gives what the operator left out: afterwards all that the pool requires must be there,
     * and of that even what cannot be changed may be given for the first time.
     */
    public static AttributeChanges complete(PoolSettings settings, User user, Map<String, String> changes) {
        AttributeRules rules = new AttributeRules(settings);
        Set<String> given = new TreeSet<>(changes.keySet());
        rules.missing(user.attributes().values().keySet()).forEach(given::remove);
        checkMutable(rules, given);
        AttributeChanges completed = changed(settings, user, changes);
        rules.checkRequired(completed.attributes.values().keySet());
        return completed;
    }

    private static AttributeChanges changed(PoolSettings settings, User user, Map<String, String> changes) {
        AttributeRules rules = new AttributeRules(settings);
        rules.checkValues(changes);
        Map<String, String> attributes = new TreeMap<>(user.attributes().values());
        Map<String, String> pending = new TreeMap<>(user.pendingAttributes().values());
        Set<String> toVerify = new TreeSet<>();
        changes.forEach((name, value) -> {
            if (value.isEmpty()) {
                attributes.remove(name);
            } else {
                attributes.put(name, value);
            }
        });
        for (String address : List.of(EMAIL, PHONE_NUMBER)) {
            if (changes.containsKey(address)) {
                new AddressChange(settings, user, address).apply(changes, attributes, pending, toVerify);
            }
        }
        checkVerified(attributes);
        checkKept(settings, user, attributes);
        return new AttributeChanges(new Attributes(attributes), new Attributes(pending), toVerify);
    }

    /** Deletes attributes; names of attributes that the user lacks are passed over. */
    public static AttributeChanges delete(PoolSettings settings, User user, List<String> names) {
        AttributeRules rules = new AttributeRules(settings);
        names.forEach(rules::get);
        checkMutable(rules, Set.copyOf(names));
        Set<String> deleted = new TreeSet<>(names);
        names.stream()
                .filter(n -> n.equals(EMAIL) || n.equals(PHONE_NUMBER))
                .forEach(n -> deleted.add(verifiedName(n)));
        Attributes left = user.attributes().without(deleted);
        checkKept(settings, user, left.values());
        return new AttributeChanges(left, user.pendingAttributes().without(deleted), Set.of());
    }

    /** Verifies an address: a pending value takes the place of the old one. */
    public static AttributeChanges verified(User user, String address) {
        Attributes proven = user.pendingAttributes()
                .get(address)
                .map(value -> user.attributes().with(address, value))
                .orElse(user.attributes());
        return new AttributeChanges(
                proven.with(verifiedName(address), "true"),
                user.pendingAttributes().without(List.of(address)),
                Set.of());
    }

    /** Puts the outcome into a user; only inside {@link Users#change}. */
    public void applyTo(User user, Instant now) {
        user.setAttributes(attributes, now);
        user.setPendingAttributes(pending);
    }

    private static void checkMutable(AttributeRules rules, Set<String> names) {
        for (String name : names) {
            if (!rules.get(name).mutable()) {
                throw Refusals.attributeFixed(name);
            }
        }
    }

    private static void checkKept(PoolSettings settings, User user, Map<String, String> attributes) {
        new AttributeRules(settings)
                .checkRequiredKept(user.attributes().values().keySet(), attributes.keySet());
        SignInNames names = settings.signInNames();
        if (names.byAddress() && names.addresses().stream().noneMatch(attributes::containsKey)) {
            throw Refusals.attributesDoNotConform(
                    String.join(" or ", new TreeSet<>(names.addresses())) + ": The attribute is required\n");
        }
    }

    /** Refuses to call an address verified that is not there. */
    static void checkVerified(Map<String, String> attributes) {
        if (attributes.containsKey(verifiedName(EMAIL)) && !attributes.containsKey(EMAIL)) {
            throw Refusals.invalidParameter("Email is required to verify/un-verify an email");
        }
        if (attributes.containsKey(verifiedName(PHONE_NUMBER)) && !attributes.containsKey(PHONE_NUMBER)) {
            throw Refusals.invalidParameter("Phone Number is required to verify/un-verify a phone number");
        }
    }

    /** What a new value of one address brings with it. */
    private record AddressChange(PoolSettings settings, User user, String address) {
        void apply(
                Map<String, String> changes,
                Map<String, String> attributes,
                Map<String, String> pending,
                Set<String> toVerify) {
            String value = changes.getOrDefault(address, "");
            String flag = verifiedName(address);
            pending.remove(address);
            if (value.isEmpty()) {
                attributes.remove(flag);
                return;
            }
            boolean same = user.attributes().get(address).filter(value::equals).isPresent();
            if (same || "true".equals(changes.get(flag))) {
                return;
            }
            if (keepsOldValue()) {
                pending.put(address, value);
                restore(attributes, address);
                restore(attributes, flag);
            } else {
                attributes.put(flag, "false");
            }
            if (settings.autoVerified().contains(address)) {
                toVerify.add(address);
            }
        }

        private void restore(Map<String, String> attributes, String name) {
            attributes.remove(name);
            user.attributes().get(name).ifPresent(old -> attributes.put(name, old));
        }

        private boolean keepsOldValue() {
            return settings.verifiedBeforeUpdate().contains(address)
                    && user.attributes().get(address).isPresent();
        }
    }
}
