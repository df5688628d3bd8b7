package dev.signet.identitypool.identity;

import dev.signet.identitypool.pool.IdentityPool;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Somebody known to an identity pool: a guest while no login was ever linked, authenticated afterwards, disabled once it
 * was merged into another identity or its last login was unlinked.
 */
@Entity
@Table(name = "identity")
public class Identity {
    @Id
    @Column(name = "id")
    private String id;

    @Column(name = "pool_id", insertable = false, updatable = false)
    private String poolId;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "pool_id")
    private IdentityPool pool;

    @Column(name = "disabled")
    private boolean disabled;

    @Column(name = "merged_into")
    private @Nullable String mergedInto;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "modified_at")
    private Instant modifiedAt;

    @OneToMany(mappedBy = "identity")
    @OrderBy("linkedAt, provider")
    private Set<Login> logins = new LinkedHashSet<>();

    protected Identity() {}

    Identity(String id, String poolId, IdentityPool pool, Instant now) {
        this.id = id;
        this.poolId = poolId;
        this.pool = pool;
        this.createdAt = now;
        this.modifiedAt = now;
    }

    public String id() {
        return id;
    }

    public String poolId() {
        return poolId;
    }

    public IdentityPool pool() {
        return pool;
    }

    public boolean disabled() {
        return disabled;
    }

    /** Whether its id alone opens it, since nobody ever signed in to it. */
    public boolean guest() {
        return !disabled && logins.isEmpty();
    }

    /** The identity that took its logins over, when it was merged. */
    Optional<String> mergedInto() {
        return Optional.ofNullable(mergedInto);
    }

    Set<Login> logins() {
        return Collections.unmodifiableSet(logins);
    }

    /** Whether it is open to these logins just as it is. */
    boolean owns(Collection<LoginKey> keys) {
        return !disabled
                && logins.stream().map(Login::key).collect(Collectors.toSet()).containsAll(keys);
    }

    List<String> providers() {
        return logins.stream().map(Login::provider).toList();
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant modifiedAt() {
        return modifiedAt;
    }

    /** Loses logins. Without any it is closed: it held somebody's data and must not fall to whoever knows its id. */
    void unlink(Collection<Login> lost, Instant now) {
        logins.removeAll(lost);
        disabled = logins.isEmpty();
        modifiedAt = now;
    }

    void changedAt(Instant now) {
        modifiedAt = now;
    }

    void mergeInto(Identity parent, Instant now) {
        disabled = true;
        mergedInto = parent.id;
        modifiedAt = now;
    }
}
