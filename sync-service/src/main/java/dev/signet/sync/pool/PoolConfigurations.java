package dev.signet.sync.pool;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import software.amazon.awssdk.services.cognitosync.model.PushSync;

/** The pools' configurations; the one set last holds. */
@ApplicationScoped
public class PoolConfigurations {
    private static final String SET = """
            insert into pool_configuration (identity_pool_id, application_arns, role_arn)
            values (:pool, :applications, :role)
            on conflict on constraint pool_configuration_pk do update set
                application_arns = excluded.application_arns, role_arn = excluded.role_arn
            """;

    /** A pool's configuration, if one was ever set. */
    public Uni<Optional<PoolConfiguration>> find(Mutiny.Session session, String pool) {
        return session.find(PoolConfiguration.class, pool).map(Optional::ofNullable);
    }

    Uni<Void> set(Mutiny.Session session, String pool, PushSync pushSync) {
        return session.createNativeQuery(SET)
                .setParameter("pool", pool)
                .setParameter("applications", pushSync.applicationArns().toArray(String[]::new))
                .setParameter("role", pushSync.roleArn())
                .executeUpdate()
                .replaceWithVoid();
    }
}
