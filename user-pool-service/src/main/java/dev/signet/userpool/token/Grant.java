package dev.signet.userpool.token;

import dev.signet.userpool.client.AppClient;
import dev.signet.userpool.pool.UserPool;
import dev.signet.userpool.user.User;
import java.time.Instant;
import java.util.UUID;

/**
 * That a user may be given tokens.
 *
 * @param origin the sign-in that all tokens of this grant and of its refreshes come from
 * @param authTime when the user signed in
 * @param now when these tokens are issued: taken before the user was read, so that whatever ends the user's sessions in
 *     the meantime ends these tokens too
 */
public record Grant(UserPool pool, AppClient client, User user, UUID origin, Instant authTime, Instant now) {
    /** The grant of a sign-in that happens now. */
    public static Grant signIn(UserPool pool, AppClient client, User user, Instant now) {
        return new Grant(pool, client, user, TimedId.at(now), now, now);
    }
}
