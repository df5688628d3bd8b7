package dev.signet.identitypool.pool;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A directory of identities, with the providers it trusts and the roles it gives. */
@Entity
@Table(name = "identity_pool")
public class IdentityPool {
    @Id
    @Column(name = "id")
    private String id;

    @Column(name = "name")
    private String name;

    @Column(name = "settings")
    @Convert(converter = PoolSettingsJson.class)
    private PoolSettings settings;

    @Column(name = "authenticated_role")
    private @Nullable String authenticatedRole;

    @Column(name = "unauthenticated_role")
    private @Nullable String unauthenticatedRole;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "deleted_at")
    private @Nullable Instant deletedAt;

    @Version
    @Column(name = "version")
    private long version;

    protected IdentityPool() {}

    public IdentityPool(String id, String name, PoolSettings settings, Instant createdAt) {
        this.id = id;
        this.name = name;
        this.settings = settings;
        this.createdAt = createdAt;
    }

    public String id() {
        return id;
    }

    public String name() {
        return name;
    }

    public PoolSettings settings() {
        return settings;
    }

    public PoolRoles roles() {
        return new PoolRoles(Optional.ofNullable(authenticatedRole), Optional.ofNullable(unauthenticatedRole));
    }

    /** Deleted for everybody; its identities are being removed. */
    public boolean deleted() {
        return deletedAt != null;
    }

    void change(String newName, PoolSettings newSettings) {
        this.name = newName;
        this.settings = newSettings;
    }

    void give(PoolRoles roles) {
        this.authenticatedRole = roles.authenticated().orElse(null);
        this.unauthenticatedRole = roles.unauthenticated().orElse(null);
    }
}
