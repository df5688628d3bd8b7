package dev.signet.userpool.user;

import dev.signet.userpool.Gone;
import dev.signet.userpool.Refusals;
import dev.signet.userpool.StorableText;
import dev.signet.userpool.pool.UserPool;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityNotFoundException;
import jakarta.persistence.LockModeType;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.hibernate.UnresolvableObjectException;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The users of all pools. Each look-up is one indexed query. Every name that finds a user (username, {@code sub},
 * sign-in address, alias) is one row of {@code sign_in_name}, so that one key decides every race for a name.
 */
@ApplicationScoped
public class Users {
    static final String BY_NAME = "select " + User.COLUMNS + " from pool_user where sub ="
            + " (select n.sub from sign_in_name n where n.pool_id = :pool and n.name = :name)";

    /** The user with this username, {@code sub}, sign-in address or active alias. */
    public Uni<Optional<User>> find(Mutiny.Session session, UserPool pool, String name) {
        if (!StorableText.is(name)) {
            return Uni.createFrom().item(Optional.empty());
        }
        return session.createNativeQuery(BY_NAME, User.class)
                .setParameter("pool", pool.id())
                .setParameter("name", pool.settings().signInNames().key(name))
                .getSingleResultOrNull()
                .map(Optional::ofNullable);
    }

    /** As {@link #find}, locked until the transaction ends; AWS's refusal when there is none. */
    public Uni<User> getForUpdate(Mutiny.Session session, UserPool pool, String name) {
        return session.createNativeQuery(BY_NAME + " for update", User.class)
                .setParameter("pool", pool.id())
                .setParameter("name", pool.settings().signInNames().key(name))
                .getSingleResultOrNull()
                .onItem()
                .ifNull()
                .failWith(Refusals::noSuchUser);
    }

    /** As {@link #find}; AWS's refusal when there is none. */
    public Uni<User> get(Mutiny.Session session, UserPool pool, String name) {
        return find(session, pool, name).map(found -> found.orElseThrow(Refusals::noSuchUser));
    }

    /** The user with this {@code sub} in this pool. */
    public Uni<Optional<User>> findBySub(Mutiny.Session session, String poolId, String sub) {
        return session.find(User.class, sub).map(user -> Optional.ofNullable(user)
                .filter(found -> found.poolId().equals(poolId)));
    }

    /** As {@link #findBySub} in a session that has not read the user yet, locked until the transaction ends. */
    public Uni<Optional<User>> findForUpdate(Mutiny.Session session, String poolId, String sub) {
        return session.find(User.class, sub, LockModeType.PESSIMISTIC_WRITE).map(user -> Optional.ofNullable(user)
                .filter(found -> found.poolId().equals(poolId)));
    }

    /**
     * Reads a bearer's user anew and locks it until the transaction ends, before a change that depends on what is there. Who
     * was deleted meanwhile bears a token of nobody.
     */
    public Uni<User> lock(Mutiny.Session session, User user) {
        return session.refresh(user, LockModeType.PESSIMISTIC_WRITE)
                .onFailure(Users::isGone)
                .transform(_ -> Refusals.accessTokenRevoked())
                .replaceWith(user);
    }

    private static boolean isGone(Throwable failure) {
        return failure instanceof UnresolvableObjectException || failure instanceof EntityNotFoundException;
    }

    /**
     * Adds a user together with all names that find it.
     *
     * <p>Fails with UsernameExistsException when the username or the address that stands for it is taken,
     * AliasExistsException when an alias is.
     *
     * @param force whether verified aliases are taken away from the users that hold them
     */
    public Uni<User> insert(Mutiny.Session session, UserPool pool, User user, boolean force) {
        Map<String, String> names = SignInName.of(pool.settings().signInNames(), user);
        return session.persist(user)
                .chain(session::flush)
                .onFailure(failure -> Gone.is(failure, "pool_user_pool_fk"))
                .transform(_ -> Refusals.noSuchPool(pool.id()))
                .chain(() -> claim(
                        new SignInNameRows(session, pool, user),
                        names,
                        new Claim(true, force && !pool.settings().signInNames().byAddress())))
                .replaceWith(user);
    }

    /**
     * Changes a user's status or attributes and brings the names that find it into step.
     *
     * <p>Fails with AliasExistsException when a name that would become active is another user's.
     *
     * @param user locked, see {@link #getForUpdate} and {@link #lock}
     * @param force whether verified aliases are taken away from the users that hold them
     */
    public Uni<Void> change(Mutiny.Session session, UserPool pool, User user, boolean force, Runnable change) {
        Map<String, String> before = SignInName.of(pool.settings().signInNames(), user);
        change.run();
        Map<String, String> after = SignInName.of(pool.settings().signInNames(), user);
        Map<String, String> gained = new HashMap<>(after);
        gained.keySet().removeAll(before.keySet());
        Set<String> lost = new HashSet<>(before.keySet());
        lost.removeAll(after.keySet());
        SignInNameRows rows = new SignInNameRows(session, pool, user);
        return session.flush()
                .chain(() -> rows.giveUp(lost))
                .chain(() -> claim(
                        rows,
                        gained,
                        new Claim(false, force && !pool.settings().signInNames().byAddress())));
    }

    /**
     * As {@link #change} without force, for operations that make a user's aliases active and know no AliasExistsException: fails
     * with InvalidParameterException in its words.
     */
    public Uni<Void> activate(Mutiny.Session session, UserPool pool, User user, Runnable change) {
        return change(session, pool, user, false, change)
                .onFailure(Refusals::isAliasTaken)
                .transform(taken -> Refusals.invalidParameter(Objects.requireNonNull(taken.getMessage())));
    }

    /** Deletes a user and everything of it. */
    public Uni<Void> delete(Mutiny.Session session, User user) {
        return session.remove(user).chain(session::flush);
    }

    private record Claim(boolean fresh, boolean force) {}

    private static Uni<Void> claim(SignInNameRows rows, Map<String, String> names, Claim claim) {
        return claim.force
                ? rows.seize(names).chain(() -> rows.claim(names, claim.fresh))
                : rows.claim(names, claim.fresh);
    }
}
