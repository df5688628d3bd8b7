package dev.signet.userpool.client;

import dev.signet.events.UnitOfWork;
import dev.signet.userpool.Gone;
import dev.signet.userpool.Refusals;
import dev.signet.userpool.pool.UserPool;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The app clients of all pools. A client and its pool are read together by one indexed query on each call and never
 * cached: a change made on one replica holds on all of them at once. Only which pool a client is of never changes.
 */
@ApplicationScoped
public class AppClients {
    private final Map<String, String> pools = new ConcurrentHashMap<>();

    /** A client together with its pool. */
    public record ClientOfPool(AppClient client, UserPool pool) {
        /** AWS's refusal when the client is of another pool. */
        public void requirePool(String poolId) {
            if (!pool.id().equals(poolId)) {
                throw Refusals.noSuchClient(client.id());
            }
        }
    }

    /** The client and its pool, or AWS's refusal when there is no such client. */
    public Uni<ClientOfPool> get(Mutiny.Session session, String clientId) {
        return session.createSelectionQuery(
                        "select c, p from AppClient c join UserPool p on p.id = c.poolId where c.id = :id",
                        Object[].class)
                .setParameter("id", clientId)
                .getSingleResultOrNull()
                .onItem()
                .ifNull()
                .failWith(() -> Refusals.noSuchClient(clientId))
                .map(row -> new ClientOfPool((AppClient) row[0], (UserPool) row[1]));
    }

    /** The id of the pool that a client is of, or was: it may be remembered from before the client was deleted. */
    public Uni<String> poolOf(UnitOfWork unitOfWork, String clientId) {
        String known = pools.get(clientId);
        return known != null
                ? Uni.createFrom().item(known)
                : unitOfWork
                        .read(session -> get(session, clientId))
                        .map(found -> pools.computeIfAbsent(
                                clientId, _ -> found.pool().id()));
    }

    /** As {@link #get}, refused also when the client is of another pool. */
    public Uni<ClientOfPool> get(Mutiny.Session session, String poolId, String clientId) {
        return get(session, clientId).invoke(found -> found.requirePool(poolId));
    }

    /** The client, locked until the transaction ends; AWS's refusal when the pool has none such. */
    Uni<AppClient> getForUpdate(Mutiny.Session session, UserPool pool, String clientId) {
        return session.find(AppClient.class, clientId, LockModeType.PESSIMISTIC_WRITE)
                .map(client -> Optional.ofNullable(client)
                        .filter(found -> found.poolId().equals(pool.id()))
                        .orElseThrow(() -> Refusals.noSuchClient(clientId)));
    }

    Uni<AppClient> insert(Mutiny.Session session, AppClient client) {
        return session.persist(client)
                .chain(session::flush)
                .onFailure(failure -> Gone.is(failure, "app_client_pool_fk"))
                .transform(_ -> Refusals.noSuchPool(client.poolId()))
                .replaceWith(client);
    }

    Uni<Void> delete(Mutiny.Session session, AppClient client) {
        return session.remove(client);
    }

    /** At most {@code limit} clients of a pool with ids greater than {@code after}, in the order of their ids. */
    Uni<List<AppClient>> page(Mutiny.Session session, String poolId, String after, int limit) {
        return session.createSelectionQuery(
                        "from AppClient where poolId = :pool and id > :after order by id", AppClient.class)
                .setParameter("pool", poolId)
                .setParameter("after", after)
                .setMaxResults(limit)
                .getResultList();
    }
}
