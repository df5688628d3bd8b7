package dev.signet.wire.model;

/** The wire protocols of AWS that Signet speaks. */
public enum Protocol {
    AWS_JSON,
    REST_JSON,
    QUERY;

    static Protocol named(String name) {
        return switch (name) {
            case "json" -> AWS_JSON;
            case "rest-json" -> REST_JSON;
            case "query" -> QUERY;
            default -> throw new IllegalArgumentException("no protocol is called " + name);
        };
    }
}
