package dev.signet.wire.http;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What goes back to the client.
 *
 * @param error the code of the error, if it is one
 */
record Answer(int status, String contentType, Optional<String> error, byte[] body) {
    static Answer ok(String contentType, byte[] body) {
        return new Answer(200, contentType, Optional.empty(), body);
    }

    static Answer error(Fault fault, String contentType, String body) {
        return new Answer(
                fault.status(), contentType, Optional.of(fault.code()), body.getBytes(StandardCharsets.UTF_8));
    }
}
