package dev.signet.wire.http;

import com.fasterxml.jackson.core.io.JsonStringEncoder;

/** The error envelopes of the JSON protocols. */
final class JsonErrors {
    private JsonErrors() {}

    static String withType(Fault fault) {
        return "{\"__type\":\"" + quote(fault.code()) + "\",\"message\":\"" + quote(fault.message()) + "\"}";
    }

    static String messageOnly(Fault fault) {
        return "{\"message\":\"" + quote(fault.message()) + "\"}";
    }

    private static String quote(String text) {
        return new String(JsonStringEncoder.getInstance().quoteAsString(text));
    }
}
