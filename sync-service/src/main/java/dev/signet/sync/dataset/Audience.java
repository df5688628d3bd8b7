package dev.signet.sync.dataset;

import dev.signet.sync.identity.DatasetKey;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The devices of a dataset's identity at the moment of a change.
 *
 * @param devices all of them
 * @param followers those that follow the dataset: whoever stopped before the change must not be told of it, however late
 *     that becomes known
 */
public record Audience(Set<String> devices, List<String> followers) {
    /** The query of it, for a statement that does more; {@link #ask} binds it. The dataset must be locked before. */
    public static final String QUERY = """
            select v.id, s.device_id is not null
            from device v left join subscription s on s.device_id = v.id and s.dataset_name = :name
            where v.identity_id = :identity and v.identity_pool_id = :pool
            order by v.id
            """;

    /** Of a dataset that is locked. */
    public static Uni<Audience> of(Mutiny.Session session, DatasetKey dataset) {
        return ask(session.createNativeQuery(QUERY), dataset);
    }

    /** Asks a statement that ends with the query. */
    public static Uni<Audience> ask(Mutiny.Query<Object[]> query, DatasetKey dataset) {
        return query.setParameter("name", dataset.name())
                .setParameter("identity", dataset.identityId())
                .setParameter("pool", dataset.identityPoolId())
                .getResultList()
                .map(Audience::of);
    }

    private static Audience of(List<Object[]> rows) {
        return new Audience(
                rows.stream().map(row -> (String) row[0]).collect(Collectors.toSet()),
                rows.stream()
                        .filter(row -> (Boolean) row[1])
                        .map(row -> (String) row[0])
                        .toList());
    }
}
