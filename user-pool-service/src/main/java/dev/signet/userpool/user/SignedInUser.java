package dev.signet.userpool.user;

import dev.signet.userpool.client.AppClient;
import dev.signet.userpool.pool.UserPool;

/**
 * Who an access token speaks for.
 *
 * @param originJti the sign-in that the token came from; empty for clients without token revocation
 */
public record SignedInUser(UserPool pool, AppClient client, User user, String originJti) {}
