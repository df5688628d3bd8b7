package dev.signet.sync.usage;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;

/** A share of a pool's running sums. */
@Entity
@Table(name = "pool_usage")
public class PoolUsageShard {
    @EmbeddedId
    Id id;

    @Column(name = "data_storage")
    long dataStorage;

    @Column(name = "sync_sessions")
    long syncSessions;

    @Column(name = "last_modified_at")
    Instant lastModifiedAt;

    /** For Hibernate. */
    protected PoolUsageShard() {}

    /** Which share of which pool. */
    @Embeddable
    record Id(
            @Column(name = "identity_pool_id") String identityPoolId,
            @Column(name = "shard") short shard) {}
}
