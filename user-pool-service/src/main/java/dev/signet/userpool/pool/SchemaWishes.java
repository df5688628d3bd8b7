package dev.signet.userpool.pool;

import dev.signet.userpool.Refusals;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cognitoidentityprovider.model.NumberAttributeConstraintsType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.SchemaAttributeType;
import software.amazon.awssdk.services.cognitoidentityprovider.model.StringAttributeConstraintsType;

/** Reads the attributes that a request describes into a schema. */
final class SchemaWishes {
    // AWS's quotas: custom attributes in a pool, characters of one's value
    private static final int MOST_CUSTOM = 50;
    private static final int LONGEST_VALUE = 2048;

    private SchemaWishes() {}

    /** The standard attributes, changed and added to as a new pool's request says. */
    static Schema of(List<SchemaAttributeType> wishes) {
        Map<String, SchemaAttribute> attributes = new LinkedHashMap<>();
        Schema.STANDARD.attributes().forEach(a -> attributes.put(a.name(), a));
        List<SchemaAttributeType> custom = new ArrayList<>();
        for (SchemaAttributeType wish : wishes) {
            SchemaAttribute standard = attributes.get(wish.name());
            if (standard == null) {
                custom.add(wish);
            } else {
                attributes.put(wish.name(), changed(standard, wish));
            }
        }
        return add(new Schema(List.copyOf(attributes.values())), custom);
    }

    /** A schema with custom attributes added. */
    static Schema add(Schema schema, List<SchemaAttributeType> wishes) {
        List<SchemaAttribute> attributes = new ArrayList<>(schema.attributes());
        for (SchemaAttributeType wish : wishes) {
            SchemaAttribute added = custom(wish);
            if (attributes.stream().anyMatch(a -> a.name().equals(added.name()))) {
                throw Refusals.invalidParameter(
                        added.name() + ": Existing attribute already has name " + added.name() + ".");
            }
            attributes.add(added);
        }
        if (attributes.stream().filter(SchemaAttribute::custom).count() > MOST_CUSTOM) {
            throw Refusals.invalidParameter("A user pool can have at most " + MOST_CUSTOM + " custom attributes.");
        }
        return new Schema(attributes);
    }

    private static SchemaAttribute changed(SchemaAttribute standard, SchemaAttributeType wish) {
        boolean same = wish.attributeDataType() == null
                || wish.attributeDataTypeAsString().equals(standard.type());
        if (!same) {
            throw Refusals.invalidParameter("You can not change AttributeDataType or set developerOnlyAttribute for"
                    + " standard schema attribute " + standard.name());
        }
        if (Boolean.TRUE.equals(wish.developerOnlyAttribute())) {
            throw Refusals.invalidParameter("You can not change AttributeDataType or set developerOnlyAttribute for"
                    + " standard schema attribute " + standard.name());
        }
        boolean fixed = standard.name().equals("sub");
        return ordered(new SchemaAttribute(
                standard.name(),
                standard.type(),
                false,
                !fixed && (wish.mutable() == null ? standard.mutable() : wish.mutable()),
                fixed || (wish.required() == null ? standard.required() : wish.required()),
                minimum(standard.type(), wish, standard.minimum()),
                maximum(standard.type(), wish, standard.maximum())));
    }

    private static SchemaAttribute custom(SchemaAttributeType wish) {
        if (Boolean.TRUE.equals(wish.required())) {
            throw Refusals.invalidParameter("Required custom attributes are not supported currently.");
        }
        if (wish.name() == null) {
            throw Refusals.invalidParameter("Invalid AttributeName: an attribute needs a name.");
        }
        boolean developerOnly = Boolean.TRUE.equals(wish.developerOnlyAttribute());
        String type = wish.attributeDataType() == null ? SchemaAttribute.STRING : wish.attributeDataTypeAsString();
        return ordered(new SchemaAttribute(
                (developerOnly ? Schema.DEVELOPER : Schema.CUSTOM) + bareName(wish.name()),
                type,
                developerOnly,
                Boolean.TRUE.equals(wish.mutable()),
                false,
                minimum(type, wish, null),
                maximum(type, wish, null)));
    }

    /** A name without the prefix that it will get, and that some callers give it already. */
    private static String bareName(String name) {
        String bare = name.startsWith(Schema.CUSTOM) ? name.substring(Schema.CUSTOM.length()) : name;
        if (bare.isEmpty() || bare.startsWith(Schema.CUSTOM) || bare.startsWith("dev:")) {
            throw Refusals.invalidParameter("Invalid AttributeName: " + name
                    + " is to be given without its prefix; DeveloperOnlyAttribute makes an attribute a dev: one.");
        }
        return bare;
    }

    private static SchemaAttribute ordered(SchemaAttribute attribute) {
        if (attribute.minimum() != null
                && attribute.maximum() != null
                && parse(attribute.minimum()).compareTo(parse(attribute.maximum())) > 0) {
            throw Refusals.badConstraint();
        }
        return attribute;
    }

    private static @Nullable String minimum(String type, SchemaAttributeType wish, @Nullable String otherwise) {
        StringAttributeConstraintsType text = wish.stringAttributeConstraints();
        NumberAttributeConstraintsType number = wish.numberAttributeConstraints();
        return switch (type) {
            case SchemaAttribute.STRING ->
                text == null || text.minLength() == null ? otherwise : length(text.minLength());
            case SchemaAttribute.NUMBER ->
                number == null || number.minValue() == null ? otherwise : number(number.minValue());
            default -> otherwise;
        };
    }

    private static @Nullable String maximum(String type, SchemaAttributeType wish, @Nullable String otherwise) {
        StringAttributeConstraintsType text = wish.stringAttributeConstraints();
        NumberAttributeConstraintsType number = wish.numberAttributeConstraints();
        return switch (type) {
            case SchemaAttribute.STRING ->
                text == null || text.maxLength() == null ? otherwise : length(text.maxLength());
            case SchemaAttribute.NUMBER ->
                number == null || number.maxValue() == null ? otherwise : number(number.maxValue());
            default -> otherwise;
        };
    }

    private static String length(String text) {
        BigDecimal length = parse(text);
        if (length.scale() > 0 || length.signum() < 0 || length.compareTo(BigDecimal.valueOf(LONGEST_VALUE)) > 0) {
            throw Refusals.badConstraint();
        }
        return Integer.toString(length.intValueExact());
    }

    private static String number(String text) {
        parse(text);
        return text;
    }

    private static BigDecimal parse(String text) {
        try {
            if (text.length() > 64 || text.indexOf('e') >= 0 || text.indexOf('E') >= 0) {
                throw Refusals.badConstraint();
            }
            return new BigDecimal(text);
        } catch (NumberFormatException _) {
            throw Refusals.badConstraint();
        }
    }
}
