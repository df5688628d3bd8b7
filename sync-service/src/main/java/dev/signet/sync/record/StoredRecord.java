package dev.signet.sync.record;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cognitosync.model.Record;

/** A record as it is stored; one that was removed stays as a tombstone with its sync count and no value. */
@Entity
@Table(name = "record")
public class StoredRecord {
    @EmbeddedId
    Id id;

    @Column(name = "key")
    String key;

    @Column(name = "value")
    @Nullable
    String value;

    @Column(name = "value_size")
    int valueSize;

    @Column(name = "sync_count")
    long syncCount;

    @Column(name = "last_modified_at")
    Instant lastModifiedAt;

    @Column(name = "last_modified_by")
    String lastModifiedBy;

    @Column(name = "device_last_modified_at")
    @Nullable
    Instant deviceLastModifiedAt;

    /** For Hibernate. */
    protected StoredRecord() {}

    /** Where a record is. */
    @Embeddable
    record Id(
            @Column(name = "dataset_id") long datasetId,
            @Column(name = "key_hash") UUID keyHash) {}

    Record answer() {
        return Record.builder()
                .key(key)
                .value(value)
                .syncCount(syncCount)
                .lastModifiedDate(lastModifiedAt)
                .lastModifiedBy(lastModifiedBy)
                .deviceLastModifiedDate(deviceLastModifiedAt)
                .build();
    }
}
