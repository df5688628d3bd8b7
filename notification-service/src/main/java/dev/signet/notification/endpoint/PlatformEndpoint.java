package dev.signet.notification.endpoint;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** One device at one push service: its token there, sealed, and whether it is still delivered to. */
@Entity
@Table(name = "platform_endpoint")
public class PlatformEndpoint {
    @Id
    private String arn;

    @Column(name = "application_arn", nullable = false)
    private String applicationArn;

    /** SHA-256 of the token, by which an endpoint is found without opening the seal. */
    @Column(name = "token_hash", nullable = false)
    private byte[] tokenHash;

    @Column(name = "sealed_token", nullable = false)
    private String sealedToken;

    @Column(name = "custom_user_data", nullable = false)
    private String customUserData;

    @Column(nullable = false)
    private boolean enabled;

    @Column(name = "created_at", nullable = false)
    private Instant createdAt;

    @SuppressWarnings("NullAway.Init") // for Hibernate
    protected PlatformEndpoint() {}

    PlatformEndpoint(String arn, String applicationArn, EndpointAttributes attributes, Instant createdAt) {
        this.arn = arn;
        this.applicationArn = applicationArn;
        this.createdAt = createdAt;
        this.tokenHash = attributes.tokenHash();
        this.sealedToken = attributes.sealedToken();
        this.customUserData = attributes.customUserData();
        this.enabled = attributes.enabled();
    }

    public String arn() {
        return arn;
    }

    public String applicationArn() {
        return applicationArn;
    }

    public byte[] tokenHash() {
        return tokenHash.clone();
    }

    public String sealedToken() {
        return sealedToken;
    }

    String customUserData() {
        return customUserData;
    }

    public boolean enabled() {
        return enabled;
    }

    Instant createdAt() {
        return createdAt;
    }

    void change(EndpointAttributes attributes) {
        tokenHash = attributes.tokenHash();
        sealedToken = attributes.sealedToken();
        customUserData = attributes.customUserData();
        enabled = attributes.enabled();
    }
}
