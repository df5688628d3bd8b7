package dev.signet.userpool.pool;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A directory of users. */
@Entity
@Table(name = "user_pool")
public class UserPool {
    @Id
    private String id;

    @Column(name = "name")
    private String name;

    @Column(name = "settings")
    @Convert(converter = PoolSettings.Json.class)
    private PoolSettings settings;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "modified_at")
    private Instant modifiedAt;

    protected UserPool() {}

    public UserPool(String id, String name, PoolSettings settings, Instant now) {
        this.id = id;
        this.name = name;
        this.settings = settings;
        this.createdAt = now;
        this.modifiedAt = now;
    }

    /** The id, {@code region_XXXXXXXXX}. */
    public String id() {
        return id;
    }

    /** The part of the id after the underscore, as SRP proofs use it. */
    public String shortId() {
        return id.substring(id.indexOf('_') + 1);
    }

    public String name() {
        return name;
    }

    public PoolSettings settings() {
        return settings;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Instant modifiedAt() {
        return modifiedAt;
    }

    void change(String newName, PoolSettings newSettings, Instant now) {
        name = newName;
        settings = newSettings;
        modifiedAt = now;
    }
}
