package dev.signet.identitypool.identity;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.time.Instant;

/** A login that an identity owns. The table's constraints decide who owns it when several ask at once. */
@Entity
@Table(name = "login")
@IdClass(LoginKey.class)
public class Login {
    @Id
    @Column(name = "pool_id")
    private String poolId;

    @Id
    @Column(name = "provider")
    private String provider;

    @Id
    @Column(name = "subject")
    private String subject;

    @Column(name = "identity_id", insertable = false, updatable = false)
    private String ownerId;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "identity_id")
    private Identity identity;

    @Column(name = "linked_at")
    private Instant linkedAt;

    protected Login() {}

    Login(LoginKey key, Identity identity, Instant linkedAt) {
        this.poolId = key.poolId();
        this.provider = key.provider();
        this.subject = key.subject();
        this.identity = identity;
        this.ownerId = identity.id();
        this.linkedAt = linkedAt;
    }

    LoginKey key() {
        return new LoginKey(poolId, provider, subject);
    }

    String ownerId() {
        return ownerId;
    }

    String provider() {
        return provider;
    }

    void moveTo(Identity owner) {
        this.identity = owner;
    }
}
