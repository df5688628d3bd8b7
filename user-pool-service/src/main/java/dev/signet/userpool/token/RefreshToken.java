package dev.signet.userpool.token;

import java.time.Instant;
import java.util.UUID;

/**
 * What a refresh token says.
 *
 * @param origin the sign-in that it came from
 * @param signedInAt when the user signed in, to the millisecond
 */
public record RefreshToken(
        String poolId, String clientId, String sub, UUID origin, Instant signedInAt, Instant expiresAt) {
    static RefreshToken of(Grant grant) {
        return new RefreshToken(
                grant.pool().id(),
                grant.client().id(),
                grant.user().sub(),
                grant.origin(),
                grant.authTime(),
                grant.authTime().plus(grant.client().settings().refreshToken().duration()));
    }

    /** Whether it was given out to that client of that pool. */
    public boolean isOf(String pool, String client) {
        return poolId.equals(pool) && clientId.equals(client);
    }

    /** Whether a sign-out of all sessions at that moment ended this one. */
    public boolean isEndedBy(Instant signOut) {
        return !signedInAt.isAfter(signOut);
    }
}
