package dev.signet.iam.policy;

/**
 * A request as policies see it.
 *
 * @param action such as {@code cognito-sync:ListRecords}
 * @param resource the resource's ARN, or {@code "*"}
 */
public record AccessRequest(String action, String resource, RequestContext context) {}
