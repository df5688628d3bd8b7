package dev.signet.sync.dataset;

import dev.signet.sync.identity.DatasetKey;
import io.smallrye.mutiny.Uni;
import jakarta.persistence.Tuple;
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
    private static final String OF_DATASET = """
            select v.id, s.device_id is not null
            from device v left join subscription s on s.device_id = v.id and s.dataset_name = :dataset
            where v.identity_id = :identity and v.identity_pool_id = :pool
            order by v.id
            """;

    /** Of a dataset that is locked. */
    public static Uni<Audience> of(Mutiny.Session session, DatasetKey dataset) {
        return session.createNativeQuery(OF_DATASET, Tuple.class)
                .setParameter("dataset", dataset.name())
                .setParameter("identity", dataset.identityId())
                .setParameter("pool", dataset.identityPoolId())
                .getResultList()
                .map(Audience::of);
    }

    private static Audience of(List<Tuple> rows) {
        return new Audience(
                rows.stream().map(row -> row.get(0, String.class)).collect(Collectors.toSet()),
                rows.stream()
                        .filter(row -> row.get(1, Boolean.class))
                        .map(row -> row.get(0, String.class))
                        .toList());
    }
}
