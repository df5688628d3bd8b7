package dev.signet.userpool.client;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An application that uses a pool. */
@Entity
@Table(name = "app_client")
public class AppClient {
    @Id
    private String id;

    @Column(name = "pool_id")
    private String poolId;

    @Column(name = "name")
    private String name;

    @Column(name = "sealed_secret")
    private @Nullable String sealedSecret;

    @Column(name = "settings")
    @Convert(converter = ClientSettings.Json.class)
    private ClientSettings settings;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "modified_at")
    private Instant modifiedAt;

    protected AppClient() {}

    AppClient(NewClient fresh, Instant now) {
        this.id = fresh.id();
        this.poolId = fresh.poolId();
        this.name = fresh.name();
        this.sealedSecret = fresh.sealedSecret();
        this.settings = fresh.settings();
        this.createdAt = now;
        this.modifiedAt = now;
    }

    /** What a client is made of. */
    record NewClient(
            String id, String poolId, String name, @Nullable String sealedSecret, ClientSettings settings) {}

    public String id() {
        return id;
    }

    public String poolId() {
        return poolId;
    }

    public String name() {
        return name;
    }

    /** The secret, sealed; {@link ClientSecrets} opens it. */
    public Optional<String> sealedSecret() {
        return Optional.ofNullable(sealedSecret);
    }

    public ClientSettings settings() {
        return settings;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Instant modifiedAt() {
        return modifiedAt;
    }

    void change(String newName, ClientSettings newSettings, Instant now) {
        name = newName;
        settings = newSettings;
        modifiedAt = now;
    }
}
