package dev.signet.identitypool.pool;

import java.util.Optional;

/**
 * The IAM roles whose credentials an identity pool gives.
 *
 * @param authenticated the ARN for identities with a login
 * @param unauthenticated the ARN for guests
 */
public record PoolRoles(Optional<String> authenticated, Optional<String> unauthenticated) {}
