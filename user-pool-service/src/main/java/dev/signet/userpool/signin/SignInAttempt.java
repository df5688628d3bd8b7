package dev.signet.userpool.signin;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** The failed proofs of a user, for queries that ask for them along with the user; {@link SignInAttempts} counts them. */
@Entity
@Immutable
@Table(name = "sign_in_attempt")
class SignInAttempt {
    @EmbeddedId
    private Key key;

    @Column(name = "locked_until")
    private @Nullable Instant lockedUntil;

    protected SignInAttempt() {}

    @Embeddable
    record Key(
            @Column(name = "pool_id") String poolId,
            @Column(name = "subject") String subject) {}
}
