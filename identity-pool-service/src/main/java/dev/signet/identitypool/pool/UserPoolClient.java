package dev.signet.identitypool.pool;

/**
 * An app client of a user pool whose ID tokens an identity pool accepts.
 *
 * @param providerName the user pool as the operator named it, in one of the forms that {@link UserPoolNames} reads
 * @param clientId the app client's id
 */
public record UserPoolClient(String providerName, String clientId) {}
