package dev.signet.userpool.token;

import dev.signet.userpool.client.AppClient;
import dev.signet.userpool.pool.UserPool;
import dev.signet.userpool.user.User;
import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * What stands behind a token now, read by one query on each use, so that whatever ends a session holds on every replica
 * at once.
 *
 * @param revoked whether the sign-in that the token came from was revoked
 */
public record TokenState(UserPool pool, AppClient client, User user, boolean revoked) {
    private static final String QUERY = """
            select p, c, u, r.origin from User u
            join UserPool p on p.id = u.poolId
            join AppClient c on c.poolId = u.poolId
            left join RevokedSignIn r on r.origin = :origin
            where u.sub = :sub and p.id = :pool and c.id = :client""";

    /** Empty when the user or the client is gone. */
    static Uni<Optional<TokenState>> find(
            Mutiny.Session session, String poolId, String clientId, String sub, UUID origin) {
        return session.createSelectionQuery(QUERY, Object[].class)
                .setParameter("origin", origin)
                .setParameter("sub", sub)
                .setParameter("pool", poolId)
                .setParameter("client", clientId)
                .getSingleResultOrNull()
                .map(row -> Optional.ofNullable(row).map(TokenState::of));
    }

    private static TokenState of(Object[] row) {
        return new TokenState((UserPool) row[0], (AppClient) row[1], (User) row[2], row[3] != null);
    }
}
