package dev.signet.userpool.upkeep;

import dev.signet.events.UnitOfWork;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;

/** Deletes rows that no longer say anything. Replicas that do it at the same time do no harm. */
@Singleton
class ExpiredRows {
    private static final List<String> DELETIONS = List.of(
            """
            delete from sign_in_attempt
            where greatest(last_attempt_at, locked_until) < clock_timestamp() - interval '1 hour'""",
            "delete from used_challenge where expires_at < clock_timestamp() - interval '1 hour'",
            "delete from revoked_sign_in where expires_at < clock_timestamp() - interval '1 day'",
            "delete from confirmation_code where expires_at < clock_timestamp() - interval '1 day'",
            "delete from hourly_count where began_at < clock_timestamp() - interval '2 hours'");

    private final UnitOfWork unitOfWork;

    ExpiredRows(UnitOfWork unitOfWork) {
        this.unitOfWork = unitOfWork;
    }

    @Scheduled(every = "10m", delayed = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    Uni<Void> delete() {
        return Multi.createFrom()
                .iterable(DELETIONS)
                .onItem()
                .transformToUniAndConcatenate(this::delete)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Integer> delete(String sql) {
        return unitOfWork.runLong(work -> work.session().createNativeQuery(sql).executeUpdate());
    }
}
