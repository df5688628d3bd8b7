package dev.signet.iam;

/**
 * What a caller wants to do.
 *
 * @param service the service's signing name, which is also the prefix of its actions
 * @param operation the operation's name
 * @param resource the resource's ARN, or {@code "*"}
 */
public record Act(String service, String operation, String resource) {
    /** The action as policies name it, such as {@code cognito-sync:ListRecords}. */
    public String action() {
        return service + ":" + operation;
    }
}
