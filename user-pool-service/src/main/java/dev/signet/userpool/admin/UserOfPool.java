package dev.signet.userpool.admin;

import dev.signet.userpool.Refusals;
import dev.signet.userpool.pool.UserPool;
import dev.signet.userpool.pool.UserPools;
import dev.signet.userpool.user.User;
import dev.signet.userpool.user.Users;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.hibernate.reactive.mutiny.Mutiny;

/** Finds the user that an operator's request names. */
@ApplicationScoped
class UserOfPool {
    @Inject
    UserPools pools;

    @Inject
    Users users;

    /** A user and the pool it is in. */
    record Found(UserPool pool, User user) {}

    /** The user, locked until the transaction ends; AWS's refusal when there is no such pool or user. */
    Uni<Found> forUpdate(Mutiny.Session session, String poolId, String username) {
        return pools.get(session, poolId)
                .chain(pool -> users.getForUpdate(session, pool, username).map(user -> new Found(pool, user)));
    }

    /**
     * The user that was found before, locked until the transaction ends: what was made for this user meanwhile must not
     * reach another one who has got the name since.
     */
    Uni<Found> again(Mutiny.Session session, Found found) {
        User user = found.user();
        return users.findForUpdate(session, user.poolId(), user.sub())
                .map(same -> new Found(found.pool(), same.orElseThrow(Refusals::noSuchUser)));
    }

    /** As {@link #forUpdate}, without a lock. */
    Uni<Found> read(Mutiny.Session session, String poolId, String username) {
        return pools.get(session, poolId)
                .chain(pool -> users.get(session, pool, username).map(user -> new Found(pool, user)));
    }
}
