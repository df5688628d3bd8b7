package dev.signet.userpool.signin;

import dev.signet.userpool.token.RefreshToken;
import dev.signet.userpool.user.User;
import io.smallrye.mutiny.Uni;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * What stands behind a refresh token of a client that is there, read by one query on each use.
 *
 * @param revoked whether the sign-in that the token came from was revoked
 * @param locked whether the user is locked after failed proofs
 */
record RefreshState(User user, boolean revoked, boolean locked) {
    private static final String QUERY = """
            select u, r.origin, a.key.subject from User u
            left join RevokedSignIn r on r.origin = :origin
            left join SignInAttempt a on a.key.poolId = u.poolId and a.key.subject = u.sub
                and a.lockedUntil > current_timestamp
            where u.sub = :sub and u.poolId = :pool""";

    /** Empty when the user is gone. */
    static Uni<Optional<RefreshState>> find(Mutiny.Session session, RefreshToken token) {
        return session.createSelectionQuery(QUERY, Object[].class)
                .setParameter("origin", token.origin())
                .setParameter("sub", token.sub())
                .setParameter("pool", token.poolId())
                .getSingleResultOrNull()
                .map(row -> Optional.ofNullable(row).map(RefreshState::of));
    }

    private static RefreshState of(Object[] row) {
        return new RefreshState((User) row[0], row[1] != null, row[2] != null);
    }
}
