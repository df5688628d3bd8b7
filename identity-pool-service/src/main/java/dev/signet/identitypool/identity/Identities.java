package dev.signet.identitypool.identity;

import dev.signet.events.Scalars;
import dev.signet.identitypool.Refusals;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/** The store of identities and their logins. */
@ApplicationScoped
public class Identities {
    /** The identity with its pool and logins in one query, or a refusal when there is none or its pool is deleted. */
    public Uni<Identity> get(Mutiny.Session session, String identityId) {
        return session.createSelectionQuery(
                        "from Identity i join fetch i.pool left join fetch i.logins where i.id = :id", Identity.class)
                .setParameter("id", identityId)
                .getSingleResultOrNull()
                .map(identity -> {
                    if (identity == null || identity.pool().deleted()) {
                        throw Refusals.identityNotFound(identityId);
                    }
                    return identity;
                });
    }

    /** The identities of these ids, with their logins, in the order of their ids. */
    Uni<List<Identity>> all(Mutiny.Session session, Collection<String> ids) {
        if (ids.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return session.createSelectionQuery(
                        "from Identity i left join fetch i.logins where i.id in :ids order by i.id", Identity.class)
                .setParameter("ids", ids)
                .getResultList();
    }

    /** The identities that own any of these logins, with all their logins. */
    Uni<List<Identity>> owners(Mutiny.Session session, Set<LoginKey> keys) {
        return session.createSelectionQuery(
                        "from Login l where l.poolId in :pools and l.provider in :providers and l.subject in :subjects",
                        Login.class)
                .setParameter("pools", parts(keys, LoginKey::poolId))
                .setParameter("providers", parts(keys, LoginKey::provider))
                .setParameter("subjects", parts(keys, LoginKey::subject))
                .getResultList()
                .map(logins -> logins.stream()
                        .filter(login -> keys.contains(login.key()))
                        .map(Login::ownerId)
                        .distinct()
                        .toList())
                .chain(ids -> all(session, ids));
    }

    /**
     * Keeps others from changing these identities until the transaction ends. Always in the order of their ids, so that
     * two transactions never wait for each other.
     */
    Uni<Void> lock(Mutiny.Session session, Collection<String> ids) {
        if (ids.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return Scalars.query(
                        session,
                        "select id from identity where id in (:ids) order by id for no key update",
                        String.class)
                .setParameter("ids", ids)
                .getResultList()
                .replaceWithVoid();
    }

    Uni<List<String>> page(Mutiny.Session session, String poolId, PageOf page) {
        return session.createSelectionQuery(
                        "select i.id from Identity i where i.poolId = :pool and i.id > :after"
                                + " and (:hide = false or i.disabled = false) order by i.id",
                        String.class)
                .setParameter("pool", poolId)
                .setParameter("after", page.afterId())
                .setParameter("hide", page.hideDisabled())
                .setMaxResults(page.limit())
                .getResultList();
    }

    /** Lets those that were merged into an identity, which is now merged itself, follow it. */
    Uni<Void> redirectMerged(Mutiny.Session session, Identity from, Identity to) {
        return session.createMutationQuery("update Identity i set i.mergedInto = :to where i.mergedInto = :from")
                .setParameter("to", to.id())
                .setParameter("from", from.id())
                .executeUpdate()
                .replaceWithVoid();
    }

    Uni<Integer> delete(Mutiny.Session session, Collection<String> ids) {
        return session.createMutationQuery("delete from Identity i where i.id in :ids")
                .setParameter("ids", ids)
                .executeUpdate();
    }

    /** A deleted pool that no other replica is removing now. */
    Uni<Optional<String>> deletedPool(Mutiny.Session session) {
        return Scalars.query(
                        session,
                        "select id from identity_pool where deleted_at is not null limit 1 for update skip locked",
                        String.class)
                .getSingleResultOrNull()
                .map(Optional::ofNullable);
    }

    /** Removes at most {@code limit} identities of a pool; gives their ids. */
    Uni<List<String>> removeSome(Mutiny.Session session, String poolId, int limit) {
        return Scalars.query(
                        session,
                        "delete from identity where id in"
                                + " (select id from identity where pool_id = :pool order by id limit :limit)"
                                + " returning id",
                        String.class)
                .setParameter("pool", poolId)
                .setParameter("limit", limit)
                .getResultList();
    }

    Uni<Void> removePool(Mutiny.Session session, String poolId) {
        return session.createMutationQuery("delete from IdentityPool p where p.id = :id")
                .setParameter("id", poolId)
                .executeUpdate()
                .replaceWithVoid();
    }

    private static Set<String> parts(Set<LoginKey> keys, Function<LoginKey, String> part) {
        return keys.stream().map(part).collect(Collectors.toSet());
    }

    /** Which identities of a pool to list. */
    record PageOf(String afterId, int limit, boolean hideDisabled) {}
}
