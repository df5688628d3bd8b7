package dev.signet.userpool.user;

import dev.signet.userpool.Refusals;
import dev.signet.userpool.pool.PoolSettings;
import dev.signet.userpool.pool.Schema;
import dev.signet.userpool.pool.SchemaAttribute;
import dev.signet.userpool.pool.SignInNames;
import java.math.BigDecimal;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cognitoidentityprovider.model.AttributeType;

/** What the values of attributes must be like, from the pool's schema. */
public final class AttributeRules {
    // more digits than any number needs; a longer exponent would make comparing cost without limit
    private static final int LONGEST_NUMBER = 64;

    // AWS's API model, UsernameType
    private static final Pattern USERNAME = Pattern.compile("[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+");
    private static final int LONGEST_USERNAME = 128;

    private final Schema schema;
    private final SignInNames names;

    public AttributeRules(PoolSettings settings) {
        this.schema = settings.schema();
        this.names = settings.signInNames();
    }

    /** A request's attributes by name; absent values are blank. A name given twice is refused. */
    public static Map<String, String> byName(List<AttributeType> attributes) {
        Map<String, String> byName = new LinkedHashMap<>();
        for (AttributeType attribute : attributes) {
            String value = attribute.value() == null ? "" : attribute.value();
            if (byName.putIfAbsent(attribute.name(), value) != null) {
                throw Refusals.attributesDoNotConform(attribute.name() + ": The attribute was given more than once");
            }
        }
        return byName;
    }

    /** Refuses the first value that the schema does not take; blank values stand for none and are passed over. */
    public void checkValues(Map<String, String> values) {
        values.forEach((name, value) -> {
            SchemaAttribute attribute = get(name);
            if (!value.isEmpty()) {
                checkValue(attribute, value);
            }
        });
    }

    /** The attribute of this name; refused when the schema has none. */
    public SchemaAttribute get(String name) {
        return schema.find(name)
                .orElseThrow(
                        () -> Refusals.attributesDoNotConform(name + ": Attribute does not exist in the schema.\n"));
    }

    /** Refuses attributes that lack one which the pool requires. */
    public void checkRequired(Collection<String> present) {
        refuse(missing(present));
    }

    /** Refuses a change that takes away what the pool requires; what was missing before may go on missing. */
    void checkRequiredKept(Collection<String> before, Collection<String> after) {
        refuse(missing(after).stream().filter(before::contains).toList());
    }

    /** What the pool requires and is not among these. */
    List<String> missing(Collection<String> present) {
        return schema.required().stream()
                .filter(name -> !present.contains(name))
                .toList();
    }

    private static void refuse(List<String> lacking) {
        String missing = lacking.stream()
                .map(name -> name + ": The attribute is required\n")
                .reduce("", String::concat);
        if (!missing.isEmpty()) {
            throw Refusals.attributesDoNotConform(missing);
        }
    }

    private void checkValue(SchemaAttribute attribute, String value) {
        if (attribute.name().equals(Attributes.PREFERRED_USERNAME)
                && names.aliases().contains(Attributes.PREFERRED_USERNAME)) {
            checkPreferredUsername(value);
        }
        switch (attribute.name()) {
            case Attributes.EMAIL -> {
                if (!AddressFormat.isEmail(value)) {
                    throw Refusals.invalidParameter("Invalid email address format.");
                }
            }
            case Attributes.PHONE_NUMBER -> {
                if (!AddressFormat.isPhoneNumber(value)) {
                    throw Refusals.invalidParameter("Invalid phone number format.");
                }
            }
            default -> {}
        }
        objectionTo(attribute, value).ifPresent(objection -> {
            throw Refusals.attributesDoNotConform(attribute.name() + ": " + objection + "\n");
        });
    }

    /** A name that signs in in place of the username has a username's form, and never that of another's address. */
    private void checkPreferredUsername(String value) {
        if (value.codePointCount(0, value.length()) > LONGEST_USERNAME
                || !USERNAME.matcher(value).matches()) {
            throw Refusals.attributesDoNotConform(
                    Attributes.PREFERRED_USERNAME + ": An alias must be of a username's form\n");
        }
        checkLikeNoAddress("Preferred username", names, value);
    }

    /** Refuses a name that looks like an address where addresses of that kind sign their owners in. */
    static void checkLikeNoAddress(String what, SignInNames names, String name) {
        AddressFormat.attributeOf(name).filter(names.aliases()::contains).ifPresent(address -> {
            throw Refusals.usernameLikeAlias(what, address);
        });
    }

    private static Optional<String> objectionTo(SchemaAttribute attribute, String value) {
        return switch (attribute.type()) {
            case SchemaAttribute.NUMBER -> number(attribute, value);
            case SchemaAttribute.BOOLEAN ->
                value.equals("true") || value.equals("false")
                        ? Optional.empty()
                        : Optional.of("Attribute value must be true or false");
            case SchemaAttribute.DATE_TIME -> dateTime(value);
            default -> length(attribute, value.codePointCount(0, value.length()));
        };
    }

    private static Optional<String> length(SchemaAttribute attribute, int length) {
        if (attribute.minimum() != null && length < Integer.parseInt(attribute.minimum())) {
            return Optional.of("String must be at least " + attribute.minimum() + " characters long");
        }
        if (length > limit(attribute.maximum())) {
            return Optional.of("String must be at most " + limit(attribute.maximum()) + " characters long");
        }
        return Optional.empty();
    }

    private static int limit(@Nullable String maximum) {
        return maximum == null ? 2048 : Integer.parseInt(maximum);
    }

    private static Optional<String> number(SchemaAttribute attribute, String value) {
        BigDecimal number;
        try {
            if (value.length() > LONGEST_NUMBER || value.indexOf('e') >= 0 || value.indexOf('E') >= 0) {
                return Optional.of("Attribute value must be a number");
            }
            number = new BigDecimal(value);
        } catch (NumberFormatException _) {
            return Optional.of("Attribute value must be a number");
        }
        if (attribute.minimum() != null && number.compareTo(new BigDecimal(attribute.minimum())) < 0) {
            return Optional.of("Number must be at least " + attribute.minimum());
        }
        if (attribute.maximum() != null && number.compareTo(new BigDecimal(attribute.maximum())) > 0) {
            return Optional.of("Number must be at most " + attribute.maximum());
        }
        return Optional.empty();
    }

    private static Optional<String> dateTime(String value) {
        try {
            OffsetDateTime.parse(value);
            return Optional.empty();
        } catch (DateTimeParseException _) {
            return Optional.of("Attribute value must be a date and time in ISO 8601 form");
        }
    }
}
