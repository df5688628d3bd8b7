package dev.signet.userpool.signin;

import dev.signet.userpool.Refusals;
import dev.signet.userpool.client.AppClient;
import dev.signet.userpool.client.AppClients.ClientOfPool;
import dev.signet.userpool.pool.UserPool;
import dev.signet.userpool.token.RefreshToken;
import dev.signet.userpool.user.User;
import io.smallrye.mutiny.Uni;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The client that brings a refresh token and what stands behind the token, read by one query on each use.
 *
 * @param user empty when the user is gone
 * @param revoked whether the sign-in that the token came from was revoked
 * @param locked whether the user is locked after failed proofs
 */
record RefreshState(ClientOfPool of, Optional<User> user, boolean revoked, boolean locked) {
    private static final String QUERY = """
            select c, p, u, r.origin, a.key.subject from AppClient c
            join UserPool p on p.id = c.poolId
            left join User u on u.poolId = p.id and u.sub = :sub
            left join RevokedSignIn r on r.origin = :origin
            left join SignInAttempt a on a.key.poolId = u.poolId and a.key.subject = u.sub
                and a.lockedUntil > current_timestamp
            where c.id = :client""";

    /** AWS's refusal when the client is gone. */
    static Uni<RefreshState> find(Mutiny.Session session, RefreshToken token) {
        return session.createSelectionQuery(QUERY, Object[].class)
                .setParameter("client", token.clientId())
                .setParameter("origin", token.origin())
                .setParameter("sub", token.sub())
                .getSingleResultOrNull()
                .onItem()
                .ifNull()
                .failWith(() -> Refusals.noSuchClient(token.clientId()))
                .map(RefreshState::of);
    }

    private static RefreshState of(Object[] row) {
        return new RefreshState(
                new ClientOfPool((AppClient) row[0], (UserPool) row[1]),
                Optional.ofNullable((User) row[2]),
                row[3] != null,
                row[4] != null);
    }
}
