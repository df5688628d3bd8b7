package dev.signet.userpool.user;

import dev.signet.events.Scalars;
import dev.signet.userpool.Refusals;
import dev.signet.userpool.pool.SignInNames;
import dev.signet.userpool.pool.UserPool;
import dev.signet.wire.Refusal;
import io.smallrye.mutiny.Uni;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hibernate.reactive.mutiny.Mutiny;

/** The rows of {@code sign_in_name}: claims names for a user and gives them up. */
final class SignInNameRows {
    private final Mutiny.Session session;
    private final UserPool pool;
    private final User user;

    SignInNameRows(Mutiny.Session session, UserPool pool, User user) {
        this.session = session;
        this.pool = pool;
        this.user = user;
    }

    /**
     * Claims names, all or none: the first name that another user holds is refused.
     *
     * @param names names with their kinds
     * @param fresh whether the user is being made
     */
    Uni<Void> claim(Map<String, String> names, boolean fresh) {
        if (names.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        // in one order everywhere, so that two claims of the same names cannot wait for each other
        List<Map.Entry<String, String>> sorted = List.copyOf(new TreeMap<>(names).entrySet());
        String rows = IntStream.range(0, sorted.size())
                .mapToObj(i -> "(:pool, :name" + i + ", :kind" + i + ", :sub)")
                .collect(Collectors.joining(", "));
        var insert = session.createNativeQuery("insert into sign_in_name (pool_id, name, kind, sub) values " + rows
                        + " on conflict (pool_id, name) do update set kind = sign_in_name.kind"
                        + " where sign_in_name.sub = excluded.sub")
                .setParameter("pool", pool.id())
                .setParameter("sub", user.sub());
        for (int i = 0; i < sorted.size(); i++) {
            insert.setParameter("name" + i, sorted.get(i).getKey())
                    .setParameter("kind" + i, sorted.get(i).getValue());
        }
        return insert.executeUpdate()
                .chain(claimed -> claimed == sorted.size()
                        ? Uni.createFrom().voidItem()
                        : heldByOthers(names.keySet()).map(held -> {
                            throw refusal(names, held, fresh);
                        }));
    }

    private Uni<List<String>> heldByOthers(Collection<String> names) {
        return Scalars.query(
                        session,
                        "select name from sign_in_name where pool_id = :pool and name in (:names) and sub <> :sub",
                        String.class)
                .setParameter("pool", pool.id())
                .setParameter("names", new ArrayList<>(names))
                .setParameter("sub", user.sub())
                .getResultList();
    }

    private Refusal refusal(Map<String, String> names, List<String> held, boolean fresh) {
        List<String> kinds = held.stream().map(names::get).toList();
        if (kinds.isEmpty()
                || kinds.stream().anyMatch(kind -> kind.equals(SignInName.USERNAME) || kind.equals("sub"))) {
            return Refusals.usernameTaken();
        }
        SignInNames rules = pool.settings().signInNames();
        return fresh && rules.byAddress()
                ? Refusals.addressTaken(kinds.getFirst())
                : Refusals.aliasTaken(kinds.getFirst());
    }

    /** Takes verified addresses away from the users that hold them: theirs count as unverified from now on. */
    Uni<Void> seize(Map<String, String> names) {
        Uni<Void> done = Uni.createFrom().voidItem();
        for (var name : names.entrySet()) {
            if (name.getValue().equals(Attributes.EMAIL) || name.getValue().equals(Attributes.PHONE_NUMBER)) {
                done = done.chain(() -> seize(name.getKey(), name.getValue()));
            }
        }
        return done;
    }

    private Uni<Void> seize(String name, String kind) {
        return session.createNativeQuery("with holder as (delete from sign_in_name where pool_id = :pool"
                        + " and name = :name and kind = :kind and sub <> :sub returning sub)"
                        + " update pool_user u set attributes = jsonb_set(attributes,"
                        + " array[cast(:verified as text)], to_jsonb(cast('false' as text)))"
                        + " from holder where u.sub = holder.sub")
                .setParameter("pool", pool.id())
                .setParameter("name", name)
                .setParameter("kind", kind)
                .setParameter("sub", user.sub())
                .setParameter("verified", Attributes.verifiedName(kind))
                .executeUpdate()
                .replaceWithVoid();
    }

    Uni<Void> giveUp(Collection<String> names) {
        if (names.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return session.createNativeQuery(
                        "delete from sign_in_name where pool_id = :pool and name in (:names) and sub = :sub")
                .setParameter("pool", pool.id())
                .setParameter("names", new ArrayList<>(names))
                .setParameter("sub", user.sub())
                .executeUpdate()
                .replaceWithVoid();
    }
}
