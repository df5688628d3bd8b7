package dev.signet.userpool.signin;

import java.util.UUID;

/**
 * What a challenge's {@code Session} holds: which step of which sign-in it is for. Sealed when it travels.
 *
 * @param id may be used once
 * @param name the name that the sign-in began with, as the pool compares names
 * @param issuedAt milliseconds since 1970
 */
record ChallengeSession(
        UUID id, String poolId, String clientId, String sub, String username, String name, Step step, long issuedAt) {
    /** The challenge that a session is for. */
    enum Step {
        PASSWORD_VERIFIER,
        NEW_PASSWORD_REQUIRED
    }
}
