package dev.signet.wire;

import software.amazon.awssdk.core.SdkPojo;

/**
 * A decoded and checked call that stands before the {@link Gate}.
 *
 * @param service the service's signing name, such as {@code cognito-idp}
 * @param operation the operation's AWS name, such as {@code SignUp}
 * @param unsigned whether AWS's model lets anybody call it without a signature
 * @param request the decoded request
 * @param http the HTTP request as it came
 */
public record IncomingCall(String service, String operation, boolean unsigned, SdkPojo request, HttpFacts http) {}
