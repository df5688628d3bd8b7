package dev.signet.userpool.pool;

import org.jspecify.annotations.Nullable;

/**
 * One attribute that the users of a pool have.
 *
 * @param name the name with its {@code custom:} or {@code dev:custom:} prefix
 * @param type {@code String}, {@code Number}, {@code DateTime} or {@code Boolean}
 * @param developerOnly whether only signed calls may change it
 * @param mutable whether it may be changed once it has a value
 * @param required whether a user must have it
 * @param minimum the least length of a string or the least number; null for none
 * @param maximum the greatest length of a string or the greatest number; null for none
 */
public record SchemaAttribute(
        String name,
        String type,
        boolean developerOnly,
        boolean mutable,
        boolean required,
        @Nullable String minimum,
        @Nullable String maximum) {
    public static final String STRING = "String";
    public static final String NUMBER = "Number";
    public static final String DATE_TIME = "DateTime";
    public static final String BOOLEAN = "Boolean";

    /** Whether the operator added it, as against OpenID Connect's own attributes. */
    public boolean custom() {
        return name.startsWith(Schema.CUSTOM) || name.startsWith(Schema.DEVELOPER);
    }
}
