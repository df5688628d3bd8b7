package dev.signet.sync.usage;

import dev.signet.sync.identity.IdentityKey;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;
import software.amazon.awssdk.services.cognitosync.model.IdentityUsage;

/** What an identity stores, added up over its few datasets. */
@ApplicationScoped
class IdentityUsages {
    private static final String SUMS = """
            select new dev.signet.sync.usage.IdentitySums(
                count(d), coalesce(sum(d.dataStorage), 0L), max(d.lastModifiedAt))
            from Dataset d where d.identityId = :identity and d.identityPoolId = :pool and d.live
            """;

    Uni<IdentityUsage> of(Mutiny.Session session, IdentityKey identity) {
        return session.createQuery(SUMS, IdentitySums.class)
                .setParameter("identity", identity.identityId())
                .setParameter("pool", identity.identityPoolId())
                .getSingleResult()
                .map(sums -> IdentityUsage.builder()
                        .identityId(identity.identityId())
                        .identityPoolId(identity.identityPoolId())
                        .datasetCount((int) sums.datasets())
                        .dataStorage(sums.bytes())
                        .lastModifiedDate(sums.lastModifiedAt())
                        .build());
    }
}
