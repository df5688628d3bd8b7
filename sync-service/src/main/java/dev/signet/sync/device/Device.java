package dev.signet.sync.device;

import dev.signet.events.DeviceEvent.DeviceState;
import dev.signet.sync.identity.IdentityKey;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A device of an identity that is told of changes. */
@Entity
@Table(name = "device")
public class Device {
    @Id
    @Column(name = "id")
    String id;

    @Column(name = "identity_pool_id")
    String identityPoolId;

    @Column(name = "identity_id")
    String identityId;

    @Column(name = "platform")
    String platform;

    @Column(name = "application_arn")
    @Nullable
    String applicationArn;

    @Column(name = "token_hash")
    UUID tokenHash;

    @Column(name = "sealed_token")
    String sealedToken;

    @Column(name = "version")
    long version;

    @Column(name = "registered_at")
    Instant registeredAt;

    /** For Hibernate. */
    protected Device() {}

    Device(IdentityKey identity, Registration registration, String sealedToken) {
        this.id = UUID.randomUUID().toString();
        this.identityPoolId = identity.identityPoolId();
        this.identityId = identity.identityId();
        this.platform = registration.platform();
        this.applicationArn = registration.applicationArn().orElse(null);
        this.tokenHash = registration.tokenHash();
        this.sealedToken = sealedToken;
        this.registeredAt = registration.at();
    }

    /** Notes that it registered again; whether that changed how it is reached. */
    boolean registerAgain(Registration registration) {
        registeredAt = registration.at();
        String newArn = registration.applicationArn().orElse(null);
        boolean changed = !Objects.equals(applicationArn, newArn);
        applicationArn = newArn;
        return changed;
    }

    boolean belongsTo(IdentityKey identity) {
        return identityId.equals(identity.identityId()) && identityPoolId.equals(identity.identityPoolId());
    }

    /** Its state for others, under the next version. */
    DeviceState announce(Map<String, Long> subscriptions) {
        version++;
        return state(subscriptions);
    }

    /** Its state as it was announced. */
    DeviceState state(Map<String, Long> subscriptions) {
        return new DeviceState(
                id, identityPoolId, identityId, platform, applicationArn, sealedToken, subscriptions, version);
    }
}
