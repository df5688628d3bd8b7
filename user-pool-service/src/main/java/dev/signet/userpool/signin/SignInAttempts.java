package dev.signet.userpool.signin;

import dev.signet.events.Scalars;
import dev.signet.events.UnitOfWork;
import dev.signet.userpool.Gone;
import dev.signet.userpool.Refusals;
import dev.signet.userpool.crypto.CryptoWorkers;
import dev.signet.wire.Refusal;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.persistence.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.hibernate.reactive.mutiny.Mutiny;
import software.amazon.awssdk.services.cognitoidentityprovider.model.TooManyRequestsException;

/**
 * Counts failed proofs of a user's password, for every door together, and locks: after n failures, five or more, for
 * 2^(n-5) seconds, at most 15 minutes (AWS: developer guide, "Authentication with Amazon Cognito user pools").
 *
 * <p>An attempt is counted as failed before it is evaluated, by one atomic statement, and the count is cleared by a
 * success: however many attempts come at once and wherever, no more are evaluated than the curve allows. Time is the
 * database's, one for all replicas.
 */
@Singleton
public class SignInAttempts {
    private static final String COUNT = """
            insert into sign_in_attempt as a (pool_id, subject, failures, last_attempt_at)
            select cast(:pool as text), cast(:subject as text), 1, clock_timestamp() %s
            on conflict on constraint sign_in_attempt_pk do update set
                (failures, last_attempt_at, locked_until) = (
                    select n, clock_timestamp(),
                        case when n >= 5
                            then clock_timestamp() + make_interval(secs => least(900, power(2, least(n, 20) - 5))) end
                    from (select case
                        when greatest(a.last_attempt_at, a.locked_until) <= clock_timestamp() - interval '15 minutes'
                        then 1 else a.failures + 1 end) as counted (n))
            where a.locked_until is null or a.locked_until <= clock_timestamp()""";

    private static final String RESERVE = COUNT.formatted("");

    private static final String RESERVE_FOR_CHALLENGE =
            """
            with answered as (%s returning id), counted as (%s returning failures)
            select exists (select from answered), exists (select from counted)""".formatted(ChallengeSessions.USE, COUNT.formatted("from answered"));

    private static final String CLEAR = """
            update sign_in_attempt set failures = 0, locked_until = null
            where pool_id = :pool and subject = :subject and failures > 0""";

    // the lock that the attempt made goes with it; one before it had ended, or the attempt would not have counted
    private static final String GIVE_BACK = """
            update sign_in_attempt set failures = failures - 1, locked_until = null
            where pool_id = :pool and subject = :subject and failures > 0""";

    private static final String LOCK = """
            select last_attempt_at > clock_timestamp() - interval '1 second' from sign_in_attempt
            where pool_id = :pool and subject = :subject and locked_until > clock_timestamp()""";

    private static final String LOCK_ENDED = """
            select locked_until <= clock_timestamp() from sign_in_attempt
            where pool_id = :pool and subject = :subject and locked_until is not null""";

    /** How often and how long an attempt waits for those that are still being evaluated. */
    private static final Duration PAUSE = Duration.ofMillis(100);

    private static final int PAUSES = 10;

    private final UnitOfWork unitOfWork;

    SignInAttempts(UnitOfWork unitOfWork) {
        this.unitOfWork = unitOfWork;
    }

    /**
     * Takes one attempt and then lets a proof be evaluated; fails when the user is locked. An attempt that was refused for
     * want of room is given back: nothing was learnt by it.
     *
     * @param subject the user's {@code sub}, or the simulated one of a name that nobody has
     */
    public <T> Uni<T> evaluate(String poolId, String subject, Supplier<Uni<T>> proof) {
        Attempt attempt = new Attempt(poolId, subject);
        return evaluate(attempt, once(attempt), proof);
    }

    /** As {@link #evaluate(String, String, Supplier)}, and marks a challenge as answered; fails when it already was. */
    <T> Uni<T> evaluate(Door door, SrpBlock challenge, Supplier<Uni<T>> proof) {
        Attempt attempt = new Attempt(challenge.poolId(), challenge.sub());
        return evaluate(
                attempt,
                unitOfWork.statement(session -> countAnswer(session, attempt, challenge.id(), door.endOfChallenge())),
                proof);
    }

    private <T> Uni<T> evaluate(Attempt attempt, Uni<Void> counted, Supplier<Uni<T>> proof) {
        return orAfterOthers(attempt, counted).chain(() -> Uni.createFrom()
                .<T>deferred(proof::get)
                .onFailure(SignInAttempts::isWantOfRoom)
                .call(() -> giveBack(attempt)));
    }

    private static boolean isWantOfRoom(Throwable failure) {
        return failure instanceof Refusal refusal && refusal.error() == TooManyRequestsException.class;
    }

    private Uni<Integer> giveBack(Attempt attempt) {
        return unitOfWork.statement(
                session -> bound(session.createNativeQuery(GIVE_BACK), attempt.poolId, attempt.subject)
                        .executeUpdate());
    }

    private record Attempt(String poolId, String subject) {}

    private Uni<Void> once(Attempt attempt) {
        return unitOfWork.statement(session -> count(session, attempt));
    }

    private Uni<Void> orAfterOthers(Attempt attempt, Uni<Void> once) {
        return once.onFailure(failure -> Gone.is(failure, "sign_in_attempt_pool_fk"))
                .transform(_ -> Refusals.noSuchPool(attempt.poolId))
                .onFailure(LockedJustNow.class)
                .recoverWithUni(() -> afterOthers(attempt, PAUSES, CryptoWorkers.callersContext()));
    }

    /**
     * A lock of this very moment may be made of attempts that are still being evaluated: once one of them succeeds,
     * this one may follow. The end of the lock lets in only who comes after it.
     */
    private Uni<Void> afterOthers(Attempt attempt, int pauses, Executor context) {
        return Uni.createFrom()
                .voidItem()
                .onItem()
                .delayIt()
                .by(PAUSE)
                .emitOn(context)
                .chain(() -> unitOfWork.read(session -> refuseUnlessCleared(session, attempt)))
                .chain(() -> once(attempt))
                .onFailure(LockedJustNow.class)
                .recoverWithUni(() -> pauses > 1
                        ? afterOthers(attempt, pauses - 1, context)
                        : Uni.createFrom().failure(Refusals.attemptsExceeded()));
    }

    private static Uni<Void> refuseUnlessCleared(Mutiny.Session session, Attempt attempt) {
        return bound(Scalars.query(session, LOCK_ENDED, Boolean.class), attempt.poolId, attempt.subject)
                .getSingleResultOrNull()
                .invoke(ended -> {
                    if (ended != null) {
                        throw ended ? Refusals.attemptsExceeded() : new LockedJustNow();
                    }
                })
                .replaceWithVoid();
    }

    /** Forgets the failures after a success. */
    public Uni<Void> clear(Mutiny.Session session, String poolId, String subject) {
        return bound(session.createNativeQuery(CLEAR), poolId, subject)
                .executeUpdate()
                .replaceWithVoid();
    }

    /** Fails when the user is locked, for what needs no proof of the password itself. */
    public Uni<Void> refuseLocked(Mutiny.Session session, String poolId, String subject) {
        return bound(Scalars.query(session, LOCK, Boolean.class), poolId, subject)
                .getSingleResultOrNull()
                .invoke(locked -> {
                    if (locked != null) {
                        throw Refusals.attemptsExceeded();
                    }
                })
                .replaceWithVoid();
    }

    private static Uni<Void> count(Mutiny.Session session, Attempt attempt) {
        return bound(session.createNativeQuery(RESERVE), attempt.poolId, attempt.subject)
                .executeUpdate()
                .chain(counted -> counted > 0 ? Uni.createFrom().voidItem() : refuse(session, attempt));
    }

    private static Uni<Void> countAnswer(
            Mutiny.Session session, Attempt attempt, UUID challenge, Instant challengeEnd) {
        return bound(session.createNativeQuery(RESERVE_FOR_CHALLENGE, Tuple.class), attempt.poolId, attempt.subject)
                .setParameter("id", challenge)
                .setParameter("expires", challengeEnd.atOffset(ZoneOffset.UTC))
                .getSingleResult()
                .chain(done -> {
                    if (!done.get(0, Boolean.class)) {
                        throw Refusals.sessionUsed();
                    }
                    return done.get(1, Boolean.class) ? Uni.createFrom().voidItem() : refuse(session, attempt);
                });
    }

    private static Uni<Void> refuse(Mutiny.Session session, Attempt attempt) {
        return bound(Scalars.query(session, LOCK, Boolean.class), attempt.poolId, attempt.subject)
                .getSingleResultOrNull()
                .flatMap(justNow -> Uni.createFrom()
                        .failure(Boolean.FALSE.equals(justNow) ? Refusals.attemptsExceeded() : new LockedJustNow()));
    }

    private static <Q extends Mutiny.AbstractQuery> Q bound(Q query, String poolId, String subject) {
        query.setParameter("pool", poolId);
        query.setParameter("subject", subject);
        return query;
    }

    /** The lock may be made of attempts that are still being evaluated and may succeed. */
    private static final class LockedJustNow extends RuntimeException {
        LockedJustNow() {
            super("locked by attempts under way", null, false, false);
        }
    }
}
