package dev.signet.sync.device;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;

/** A dataset that a device follows, with the dataset's sync count when it began to. */
@Entity
@Table(name = "subscription")
public class Subscription {
    @EmbeddedId
    Id id;

    @Column(name = "sync_count")
    long syncCount;

    /** For Hibernate. */
    protected Subscription() {}

    Subscription(String deviceId, String datasetName, long syncCount) {
        this.id = new Id(deviceId, datasetName);
        this.syncCount = syncCount;
    }

    /** Which device follows which dataset. */
    @Embeddable
    record Id(
            @Column(name = "device_id") String deviceId,
            @Column(name = "dataset_name") String datasetName) {}
}
