package dev.signet.userpool.user;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.signet.userpool.JsonColumn;
import jakarta.persistence.Converter;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hibernate.annotations.Immutable;

/** A user's attributes by name, without {@code sub}. Unchangeable: a change gives another value. */
public record Attributes(@JsonValue Map<String, String> values) {
    public static final String EMAIL = "email";
    public static final String PHONE_NUMBER = "phone_number";
    public static final String PREFERRED_USERNAME = "preferred_username";

    /** No attributes. */
    public static final Attributes NONE = new Attributes(Map.of());

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Attributes {
        values = java.util.Collections.unmodifiableMap(new TreeMap<>(values));
    }

    /** The attribute that says whether an address is verified, such as {@code email_verified}. */
    public static String verifiedName(String address) {
        return address + "_verified";
    }

    public Optional<String> get(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /** Whether an address is there and verified. */
    public boolean verified(String address) {
        return values.containsKey(address) && "true".equals(values.get(verifiedName(address)));
    }

    public Attributes with(String name, String value) {
        return with(Map.of(name, value));
    }

    public Attributes with(Map<String, String> changes) {
        Map<String, String> changed = new TreeMap<>(values);
        changed.putAll(changes);
        return new Attributes(changed);
    }

    public Attributes without(Collection<String> names) {
        Map<String, String> changed = new TreeMap<>(values);
        changed.keySet().removeAll(names);
        return new Attributes(changed);
    }

    /** As the columns {@code pool_user.attributes} and {@code pool_user.pending_attributes}. */
    @Immutable
    @Converter
    static final class Json extends JsonColumn<Attributes> {
        Json() {
            super(Attributes.class);
        }
    }
}
