package dev.signet.userpool.signin;

import dev.signet.userpool.Refusals;
import dev.signet.userpool.client.AppClient;
import dev.signet.userpool.pool.UserPool;
import dev.signet.userpool.token.PoolKeys;
import java.time.Instant;

/**
 * Where somebody signs in.
 *
 * @param now taken before anything was read: what ends the user's sessions in the meantime ends this sign-in too
 */
record Door(UserPool pool, AppClient client, PoolKeys keys, Instant now) {
    /** The form in which the pool compares a name. */
    String key(String name) {
        return pool.settings().signInNames().key(name);
    }

    boolean hidesExistence() {
        return client.settings().hidesExistence();
    }

    /** Refuses a flow that the client does not allow. */
    void requireEnabled(AuthFlow flow) {
        if (!client.settings().allows(flow.setting())) {
            throw Refusals.flowNotEnabled(flow.setting());
        }
    }

    /** When a challenge that is given out now ends. */
    Instant endOfChallenge() {
        return now.plus(client.settings().sessionLife());
    }

    /** Refuses what was given out longer ago than challenges live. */
    void checkAge(long issuedAtMillis) {
        Instant end =
                Instant.ofEpochMilli(issuedAtMillis).plus(client.settings().sessionLife());
        if (!now.isBefore(end)) {
            throw Refusals.sessionExpired();
        }
    }
}
