package dev.signet.events;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** A service is not ready on a PostgreSQL that may lose what it acknowledged. */
@Readiness
@ApplicationScoped
public class DurabilityCheck implements AsyncHealthCheck {
    private static final String NAME = "PostgreSQL keeps what it acknowledges";
    private static final Duration LIMIT = Duration.ofSeconds(3);
    private static final String SETTINGS = """
            select current_setting('fsync') as fsync,
                   current_setting('full_page_writes') as full_page_writes,
                   current_setting('synchronous_commit') as synchronous_commit
            """;

    private final Pool pool;

    public DurabilityCheck(Pool pool) {
        this.pool = pool;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return pool.query(SETTINGS)
                .execute()
                .map(rows -> answer(rows.iterator().next()))
                .ifNoItem()
                .after(LIMIT)
                .fail()
                .onFailure()
                .recoverWithItem(failure -> HealthCheckResponse.named(NAME)
                        .down()
                        .withData("unknown", failure.getClass().getSimpleName())
                        .build());
    }

    private static HealthCheckResponse answer(Row settings) {
        var answer = HealthCheckResponse.named(NAME).up();
        for (int i = 0; i < settings.size(); i++) {
            answer.withData(settings.getColumnName(i), settings.getString(i));
            if (settings.getString(i).equals("off")) {
                answer.down();
            }
        }
        return answer.build();
    }
}
