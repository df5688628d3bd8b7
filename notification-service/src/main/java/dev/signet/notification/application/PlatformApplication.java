package dev.signet.notification.application;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** The credentials with which a push service is spoken to, sealed. */
@Entity
@Table(name = "platform_application")
public class PlatformApplication {
    @Id
    private String arn;

    @Column(nullable = false)
    private String platform;

    @Column(nullable = false)
    private String name;

    @Column(name = "sealed_attributes", nullable = false)
    private String sealedAttributes;

    @Column(nullable = false)
    private boolean enabled;

    @Column(name = "created_at", nullable = false)
    private Instant createdAt;

    @SuppressWarnings("NullAway.Init") // for Hibernate
    protected PlatformApplication() {}

    PlatformApplication(String arn, Platform platform, String name, Instant createdAt) {
        this.arn = arn;
        this.platform = platform.name();
        this.name = name;
        this.createdAt = createdAt;
        this.enabled = true;
        this.sealedAttributes = "";
    }

    public String arn() {
        return arn;
    }

    public Platform platform() {
        return Platform.valueOf(platform);
    }

    String name() {
        return name;
    }

    Instant createdAt() {
        return createdAt;
    }

    public boolean enabled() {
        return enabled;
    }

    void enable(boolean wanted) {
        enabled = wanted;
    }

    /** The attributes but {@code Enabled}, sealed JSON. */
    public String sealedAttributes() {
        return sealedAttributes;
    }

    void seal(String attributes) {
        sealedAttributes = attributes;
    }
}
