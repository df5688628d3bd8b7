package dev.signet.userpool.token;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** A sign-in whose tokens were revoked. */
@Entity
@Immutable
@Table(name = "revoked_sign_in")
class RevokedSignIn {
    @Id
    @Column(name = "origin_jti")
    private UUID origin;

    @Column(name = "pool_id")
    private String poolId;

    @Column(name = "expires_at")
    private Instant expiresAt;

    protected RevokedSignIn() {}
}
