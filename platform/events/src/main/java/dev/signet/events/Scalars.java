package dev.signet.events;

import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Native queries whose rows are single values.
 *
 * <p>Hibernate keeps a plan for a native query by its text and its result class. For a class that is no entity its key
 * equals no other (7.2: {@code ImplicitResultClassBuilder} has no {@code equals}), so that each execution made a new plan,
 * threw another out, and compared itself with all that were left. Without a class the plan is found again, and the driver's
 * own types are the result.
 */
public final class Scalars {
    private Scalars() {}

    /**
     * A native query.
     *
     * @param type what the driver makes of the only column: {@code String}, {@code Boolean}, {@code Long} ...
     */
    public static <T> Mutiny.Query<T> query(Mutiny.Session session, String sql, Class<T> type) {
        return session.createNativeQuery(sql);
    }
}
