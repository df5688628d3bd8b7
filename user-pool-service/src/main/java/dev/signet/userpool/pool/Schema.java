package dev.signet.userpool.pool;

import static dev.signet.userpool.pool.SchemaAttribute.BOOLEAN;
import static dev.signet.userpool.pool.SchemaAttribute.NUMBER;
import static dev.signet.userpool.pool.SchemaAttribute.STRING;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The attributes that the users of a pool have: OpenID Connect's own, and the operator's. */
public record Schema(List<SchemaAttribute> attributes) {
    /** What the names of the operator's attributes start with. */
    public static final String CUSTOM = "custom:";

    /** What the names of attributes start with that only signed calls may change. */
    public static final String DEVELOPER = "dev:custom:";

    /** The attributes of a pool that adds none, in AWS's order. */
    public static final Schema STANDARD = new Schema(List.of(
            new SchemaAttribute("sub", STRING, false, false, true, "1", "2048"),
            text("name"),
            text("given_name"),
            text("family_name"),
            text("middle_name"),
            text("nickname"),
            text("preferred_username"),
            text("profile"),
            text("picture"),
            text("website"),
            text("email"),
            new SchemaAttribute("email_verified", BOOLEAN, false, true, false, null, null),
            text("gender"),
            new SchemaAttribute("birthdate", STRING, false, true, false, "10", "10"),
            text("zoneinfo"),
            text("locale"),
            text("phone_number"),
            new SchemaAttribute("phone_number_verified", BOOLEAN, false, true, false, null, null),
            text("address"),
            new SchemaAttribute("updated_at", NUMBER, false, true, false, "0", null)));

    @JsonCreator
    public Schema {
        attributes = List.copyOf(attributes);
    }

    private static SchemaAttribute text(String name) {
        return new SchemaAttribute(name, STRING, false, true, false, "0", "2048");
    }

    public Optional<SchemaAttribute> find(String name) {
        return attributes.stream().filter(a -> a.name().equals(name)).findFirst();
    }

    /** The operator's attributes. */
    public Stream<SchemaAttribute> custom() {
        return attributes.stream().filter(SchemaAttribute::custom);
    }

    /** The names of attributes that a user must have, besides the generated {@code sub}. */
    public List<String> required() {
        return attributes.stream()
                .filter(SchemaAttribute::required)
                .map(SchemaAttribute::name)
                .filter(name -> !name.equals("sub"))
                .toList();
    }
}
