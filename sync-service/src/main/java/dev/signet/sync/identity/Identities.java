package dev.signet.sync.identity;

import dev.signet.events.Scalars;
import dev.signet.sync.Refusals;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The identities. Whatever makes or ends a dataset or device locks its identity first, then the dataset or device: one
 * order for all, so that none waits in a circle.
 */
@ApplicationScoped
public class Identities {
    private static final String APPEAR = """
            insert into identity (identity_id, identity_pool_id) values (:identity, :pool)
            on conflict on constraint identity_pk do nothing
            """;
    private static final String LOCK = """
            select identity_id from identity
            where identity_id = :identity and identity_pool_id = :pool and gone_at is null for update
            """;
    private static final String LOCK_BOTH =
            "select identity_id from identity where identity_id in (:one, :other) order by identity_id for update";
    private static final String KNOWN = """
            select identity_id from identity
            where identity_id = :identity and identity_pool_id = :pool and gone_at is null
            """;
    private static final String END = """
            insert into identity (identity_id, identity_pool_id, gone_at) values (:identity, :pool, :at)
            on conflict on constraint identity_pk do update set gone_at = excluded.gone_at
            """;
    private static final String TAKE_IN =
            "update identity set gone_at = :at, merged_into = :heir where identity_id = :identity";
    private static final String HEIR =
            "select merged_into from identity where identity_id = :identity and merged_into is not null";

    /** Notes an identity, unless it is known already. */
    public Uni<Void> appear(Mutiny.Session session, IdentityKey identity) {
        return bind(session.createNativeQuery(APPEAR), identity).executeUpdate().replaceWithVoid();
    }

    /** Locks an identity that {@code proven} credentials or an event made known; refuses one that is unknown or gone. */
    public Uni<Void> lock(Mutiny.Session session, IdentityKey identity, boolean proven) {
        Uni<Void> known = proven ? appear(session, identity) : Uni.createFrom().voidItem();
        return known.chain(() -> tryLock(session, identity)).onItem().transform(found -> demand(found, identity));
    }

    /** Locks an identity; whether it is known and lives. */
    public Uni<Boolean> tryLock(Mutiny.Session session, IdentityKey identity) {
        return found(session, LOCK, identity);
    }

    /** Locks two identities, always in the same order. */
    public Uni<Void> lockBoth(Mutiny.Session session, IdentityKey one, IdentityKey other) {
        return Scalars.query(session, LOCK_BOTH, String.class)
                .setParameter("one", one.identityId())
                .setParameter("other", other.identityId())
                .getResultList()
                .replaceWithVoid();
    }

    /** Refuses an identity that is unknown or gone. */
    public Uni<Void> demandKnown(Mutiny.Session session, IdentityKey identity) {
        return found(session, KNOWN, identity).onItem().transform(found -> demand(found, identity));
    }

    /** Ends an identity for good, also one never heard of; the identity is locked afterwards. */
    public Uni<Void> end(Mutiny.Session session, IdentityKey identity, Instant at) {
        return bind(session.createNativeQuery(END), identity)
                .setParameter("at", at)
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Ends a locked identity for good, which another took in. */
    public Uni<Void> endInto(Mutiny.Session session, IdentityKey identity, IdentityKey heir, Instant at) {
        return session.createNativeQuery(TAKE_IN)
                .setParameter("identity", identity.identityId())
                .setParameter("heir", heir.identityId())
                .setParameter("at", at)
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Locks an identity or, where it was itself taken in, the one that has its data now; empty when that is gone. */
    public Uni<Optional<IdentityKey>> lockHeir(Mutiny.Session session, IdentityKey identity) {
        return tryLock(session, identity)
                .chain(lives -> lives ? Uni.createFrom().item(Optional.of(identity)) : lockNextHeir(session, identity));
    }

    private Uni<Optional<IdentityKey>> lockNextHeir(Mutiny.Session session, IdentityKey gone) {
        return Scalars.query(session, HEIR, String.class)
                .setParameter("identity", gone.identityId())
                .getResultList()
                .map(List::stream)
                .map(Stream::findFirst)
                .chain(heir -> heir.map(id -> lockHeir(session, new IdentityKey(gone.identityPoolId(), id)))
                        .orElseGet(() -> Uni.createFrom().item(Optional.empty())));
    }

    private static Uni<Boolean> found(Mutiny.Session session, String sql, IdentityKey identity) {
        return Scalars.query(session, sql, String.class)
                .setParameter("identity", identity.identityId())
                .setParameter("pool", identity.identityPoolId())
                .getResultList()
                .map(List::isEmpty)
                .map(empty -> !empty);
    }

    private static Mutiny.Query<?> bind(Mutiny.Query<?> query, IdentityKey identity) {
        return query.setParameter("identity", identity.identityId()).setParameter("pool", identity.identityPoolId());
    }

    private static Void demand(boolean found, IdentityKey identity) {
        if (!found) {
            throw Refusals.noSuchIdentity(identity.identityId());
        }
        return null;
    }
}
