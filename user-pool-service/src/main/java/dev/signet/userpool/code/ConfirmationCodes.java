package dev.signet.userpool.code;

import dev.signet.events.Scalars;
import dev.signet.userpool.Gone;
import dev.signet.userpool.Refusals;
import dev.signet.userpool.token.PoolKeys;
import dev.signet.wire.Refusal;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.util.Locale;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The codes that users are mailed: six digits, kept as a keyed hash. A user has one code for a purpose, the newest; it
 * goes with its redemption. Time is the database's, one for all replicas.
 */
@Singleton
public class ConfirmationCodes {
    private static final String USE = "code";

    private static final String ISSUE = """
            insert into confirmation_code (sub, purpose, code_hash, destination, expires_at)
            values (:sub, :purpose, :hash, :destination, clock_timestamp() + make_interval(secs => :life))
            on conflict on constraint confirmation_code_pk do update set
                code_hash = excluded.code_hash,
                destination = excluded.destination,
                expires_at = excluded.expires_at""";

    private static final String REDEEM = """
            delete from confirmation_code
            where sub = :sub and purpose = :purpose and code_hash = :hash and expires_at > clock_timestamp()
            returning destination""";

    private static final String LEFT = """
            select expires_at > clock_timestamp() from confirmation_code
            where sub = :sub and purpose = :purpose""";

    private final SecureRandom random = new SecureRandom();

    /** Makes a user's code for a purpose; one made before is dead. Fails with UserNotFoundException once the user is deleted. */
    public Uni<String> issue(
            Mutiny.Session session, PoolKeys keys, String sub, CodePurpose purpose, String destination) {
        String code = String.format(Locale.ROOT, "%06d", random.nextInt(1_000_000));
        return session.createNativeQuery(ISSUE)
                .setParameter("sub", sub)
                .setParameter("purpose", purpose.name())
                .setParameter("hash", hash(keys, sub, purpose, code))
                .setParameter("destination", destination)
                .setParameter("life", (double) purpose.life().toSeconds())
                .executeUpdate()
                .onFailure(failure -> Gone.is(failure, "confirmation_code_user_fk"))
                .transform(_ -> Refusals.noSuchUser())
                .replaceWith(code);
    }

    /**
     * Redeems a code, once; the answer is the address that it was sent to. Fails with CodeMismatchException or, when no
     * code is waiting, ExpiredCodeException.
     */
    public Uni<String> redeem(Mutiny.Session session, PoolKeys keys, String sub, CodePurpose purpose, String code) {
        return Scalars.query(session, REDEEM, String.class)
                .setParameter("sub", sub)
                .setParameter("purpose", purpose.name())
                .setParameter("hash", hash(keys, sub, purpose, code))
                .getSingleResultOrNull()
                .onItem()
                .ifNull()
                .switchTo(() -> refuse(session, sub, purpose));
    }

    private static Uni<String> refuse(Mutiny.Session session, String sub, CodePurpose purpose) {
        return Scalars.query(session, LEFT, Boolean.class)
                .setParameter("sub", sub)
                .setParameter("purpose", purpose.name())
                .getSingleResultOrNull()
                .flatMap(waiting -> Uni.createFrom().failure(refusal(Boolean.TRUE.equals(waiting))));
    }

    private static Refusal refusal(boolean waiting) {
        return waiting ? Refusals.codeMismatch() : Refusals.codeExpired();
    }

    private static byte[] hash(PoolKeys keys, String sub, CodePurpose purpose, String code) {
        return keys.keyedFor(USE).hash(sub, purpose.name(), code);
    }
}
