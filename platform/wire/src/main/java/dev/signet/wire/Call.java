package dev.signet.wire;

import java.util.Optional;

/**
 * What surrounds one request: where it came from and who made it.
 *
 * @param requestId the id answered in {@code x-amzn-requestid}
 * @param service the service's signing name, such as {@code cognito-idp}
 * @param operation the operation's AWS name, such as {@code SignUp}
 * @param sourceAddress the client's address as the trusted gateway saw it
 * @param userAgent what the client says it is
 * @param caller who made the call
 */
public record Call(
        String requestId,
        String service,
        String operation,
        Optional<String> sourceAddress,
        Optional<String> userAgent,
        Caller caller) {}
