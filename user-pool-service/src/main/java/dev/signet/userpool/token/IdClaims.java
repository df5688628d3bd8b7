package dev.signet.userpool.token;

import dev.signet.userpool.user.AttributeWriter;
import java.util.Map;
import java.util.TreeMap;

/** The claims that a user's attributes become in an ID token. */
final class IdClaims {
    private IdClaims() {}

    /** The attributes that the client may read, each in the form that OpenID Connect gives its claim. */
    static Map<String, Object> of(Grant grant) {
        Map<String, Object> claims = new TreeMap<>();
        AttributeWriter client =
                AttributeWriter.user(grant.client(), grant.pool().settings().schema());
        grant.user().attributes().values().forEach((name, value) -> {
            if (client.reads(name)) {
                claims.put(name, claim(name, value));
            }
        });
        return claims;
    }

    private static Object claim(String name, String value) {
        return switch (name) {
            case "email_verified", "phone_number_verified" -> Boolean.parseBoolean(value);
            case "address" -> Map.of("formatted", value);
            default -> value;
        };
    }
}
