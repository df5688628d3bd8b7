package dev.signet.userpool.code;

import dev.signet.events.UnitOfWork;
import dev.signet.userpool.Gone;
import dev.signet.userpool.Refusals;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/** Counts what a user may do only so often in an hour. The count stands whatever becomes of what was counted. */
@Singleton
public class HourlyLimits {
    /** What is counted, each with how often it may happen (AWS: developer guide, "Quotas in Amazon Cognito"). */
    public enum Action {
        CONFIRM_SIGN_UP(15),
        RESEND_CONFIRMATION_CODE(5),
        FORGOT_PASSWORD(5),
        CONFIRM_FORGOT_PASSWORD(10),
        CHANGE_PASSWORD(5),
        GET_USER_ATTRIBUTE_VERIFICATION_CODE(5),
        VERIFY_USER_ATTRIBUTE(15),
        /** Never too often: stands in for the write of a code that a name which nobody has cannot get. */
        SIMULATED_CODE(Integer.MAX_VALUE);

        private final int limit;

        Action(int limit) {
            this.limit = limit;
        }
    }

    private static final String COUNT = """
            insert into hourly_count as c (pool_id, subject, action, began_at, times)
            values (:pool, :subject, :action, clock_timestamp(), 1)
            on conflict on constraint hourly_count_pk do update set
                times = case when c.began_at <= clock_timestamp() - interval '1 hour' then 1 else c.times + 1 end,
                began_at = case
                    when c.began_at <= clock_timestamp() - interval '1 hour' then clock_timestamp() else c.began_at end
            where c.times < :limit or c.began_at <= clock_timestamp() - interval '1 hour'""";

    private final UnitOfWork unitOfWork;

    HourlyLimits(UnitOfWork unitOfWork) {
        this.unitOfWork = unitOfWork;
    }

    /**
     * Counts one; fails with LimitExceededException when the hour has no more.
     *
     * @param subject the user's {@code sub}, or the simulated one of a name that nobody has
     */
    public Uni<Void> count(String poolId, String subject, Action action) {
        return unitOfWork
                .run(work -> work.session()
                        .createNativeQuery(COUNT)
                        .setParameter("pool", poolId)
                        .setParameter("subject", subject)
                        .setParameter("action", action.name())
                        .setParameter("limit", action.limit)
                        .executeUpdate())
                .onFailure(failure -> Gone.is(failure, "hourly_count_pool_fk"))
                .transform(_ -> Refusals.noSuchPool(poolId))
                .invoke(counted -> {
                    if (counted == 0) {
                        throw Refusals.limitExceeded();
                    }
                })
                .replaceWithVoid();
    }
}
