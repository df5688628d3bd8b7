package dev.signet.userpool.account;

import dev.signet.userpool.client.AppClient;
import dev.signet.userpool.hiding.SimulatedUser;
import dev.signet.userpool.pool.UserPool;
import dev.signet.userpool.token.PoolKeys;
import dev.signet.userpool.user.User;
import java.util.Optional;

/**
 * The account that a call through a client names.
 *
 * @param user empty when there is none and the client does not tell
 * @param simulated who answers in place of a user that must not show
 */
public record Account(UserPool pool, AppClient client, PoolKeys keys, Optional<User> user, SimulatedUser simulated) {
    /** The {@code sub} under which attempts are counted, simulated where there is no user. */
    public String subject() {
        return user.map(User::sub).orElseGet(simulated::sub);
    }
}
