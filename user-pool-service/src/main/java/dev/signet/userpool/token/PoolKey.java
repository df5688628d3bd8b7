package dev.signet.userpool.token;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** One key of a pool as it is kept. */
@Entity
@Immutable
@Table(name = "pool_key")
class PoolKey {
    /** What a key is for. */
    enum Use {
        ID,
        ACCESS,
        SECRET
    }

    @Id
    private String kid;

    @Column(name = "pool_id")
    private String poolId;

    @Enumerated(EnumType.STRING)
    @Column(name = "use")
    private Use use;

    @Column(name = "generation")
    private int generation;

    @Column(name = "public_key")
    private byte @Nullable [] publicKey;

    @Column(name = "sealed_material")
    private byte[] sealedMaterial;

    protected PoolKey() {}

    String kid() {
        return kid;
    }

    Use use() {
        return use;
    }

    byte @Nullable [] publicKey() {
        return publicKey;
    }

    byte[] sealedMaterial() {
        return sealedMaterial;
    }
}
