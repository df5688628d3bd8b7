package dev.signet.userpool.search;

import dev.signet.userpool.user.User;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Finds users page by page. Each filter reads one index from the place where the last page ended, so that a page costs
 * the same in a pool of a thousand users and in one of a million.
 */
@ApplicationScoped
class UserSearch {
    private static final String OF_POOL = "select " + User.COLUMNS + " from pool_user where pool_id = :pool";

    /**
     * Where a page begins.
     *
     * @param key the filtered column of the last user seen, empty where the order is by {@code sub} alone
     * @param sub the last user seen
     */
    record Position(String key, String sub) {
        static final Position START = new Position("", "");
    }

    /** A query and what it asks for. */
    record Query(String sql, Map<String, Object> parameters) {}

    Uni<List<User>> page(Mutiny.Session session, Query query, int limit) {
        Mutiny.SelectionQuery<User> select = session.createNativeQuery(query.sql, User.class);
        query.parameters.forEach(select::setParameter);
        return select.setMaxResults(limit).getResultList();
    }

    /** The query for the users of a pool after a position; none for a filter that nobody can match. */
    static Optional<Query> query(String poolId, UserFilter filter, Position after) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("pool", poolId);
        parameters.put("afterSub", after.sub);
        return switch (filter) {
            case UserFilter.None _ -> Optional.empty();
            case UserFilter.All _ -> Optional.of(bySub("", parameters));
            case UserFilter.Enabled(boolean enabled) -> {
                parameters.put("enabled", enabled);
                yield Optional.of(bySub(" and enabled = :enabled", parameters));
            }
            case UserFilter.Equal(UserFilter.Column column, String value) -> {
                parameters.put("value", value);
                yield Optional.of(bySub(" and " + column.sql() + " = :value" + present(column), parameters));
            }
            case UserFilter.Prefix(UserFilter.Column column, String prefix) ->
                Optional.of(byColumn(column, prefix, after, parameters));
        };
    }

    private static Query bySub(String condition, Map<String, Object> parameters) {
        return new Query(OF_POOL + condition + " and sub > :afterSub order by sub", parameters);
    }

    private static Query byColumn(
            UserFilter.Column column, String prefix, Position after, Map<String, Object> parameters) {
        parameters.put("afterKey", after.key.compareTo(prefix) < 0 ? prefix : after.key);
        Optional<String> end = justAfter(prefix);
        end.ifPresent(value -> parameters.put("end", value));
        String sql = OF_POOL
                + " and (" + column.sql() + ", sub) > (:afterKey, :afterSub)"
                + end.map(_ -> " and " + column.sql() + " < :end").orElse("")
                + present(column)
                + " order by " + column.sql() + ", sub";
        return new Query(sql, parameters);
    }

    // says what the partial index of an attribute says
    private static String present(UserFilter.Column column) {
        return column.sql().startsWith("left(") ? " and attributes ->> '" + column.attribute() + "' is not null" : "";
    }

    /** The least text, by code points, above all texts that begin so; none when there is no such text. */
    static Optional<String> justAfter(String prefix) {
        int[] letters = prefix.codePoints().toArray();
        for (int i = letters.length - 1; i >= 0; i--) {
            if (letters[i] < Character.MAX_CODE_POINT) {
                // no text that can be stored has a surrogate by itself
                letters[i] = letters[i] + 1 == Character.MIN_SURROGATE ? Character.MAX_SURROGATE + 1 : letters[i] + 1;
                return Optional.of(new String(letters, 0, i + 1));
            }
        }
        return Optional.empty();
    }
}
