package dev.signet.sync.dataset;

import dev.signet.sync.Refusals;
import dev.signet.sync.SyncConfig;
import dev.signet.sync.identity.DatasetKey;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A dataset of an identity. Each change, its deletion included, takes the next sync count; a deleted dataset stays as a
 * row, so that the counts go on when it is made anew.
 */
@Entity
@Table(name = "dataset")
public class Dataset {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    @Nullable
    Long id;

    @Column(name = "identity_pool_id")
    String identityPoolId;

    @Column(name = "identity_id")
    String identityId;

    @Column(name = "name")
    String name;

    @Column(name = "merged_into")
    @Nullable
    String mergedInto;

    @Column(name = "live")
    boolean live;

    @Column(name = "sync_count")
    long syncCount;

    @Column(name = "deleted_at_count")
    long deletedAtCount;

    @Column(name = "num_records")
    int numRecords;

    @Column(name = "data_storage")
    long dataStorage;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "last_modified_at")
    Instant lastModifiedAt;

    @Column(name = "last_modified_by")
    String lastModifiedBy;

    /** For Hibernate. */
    protected Dataset() {}

    /** A dataset that nobody wrote to yet. */
    Dataset(DatasetKey key, Instant at, String by) {
        this.identityPoolId = key.identityPoolId();
        this.identityId = key.identityId();
        this.name = key.name();
        this.live = true;
        this.createdAt = at;
        this.lastModifiedAt = at;
        this.lastModifiedBy = by;
    }

    /** Makes a deleted dataset anew: empty, its sync count going on. */
    void revive(Instant at) {
        live = true;
        createdAt = at;
    }

    /** Takes a batch that lets the dataset grow, and with it the next sync count. */
    public void take(Growth growth, Instant at, String by, SyncConfig limits) {
        if (growth.records() > 0 && numRecords + growth.records() > limits.recordsPerDataset()) {
            throw Refusals.tooManyRecords(limits.recordsPerDataset());
        }
        if (growth.bytes() > 0 && dataStorage + growth.bytes() > limits.bytesPerDataset()) {
            throw Refusals.datasetTooLarge(limits.bytesPerDataset());
        }
        numRecords += growth.records();
        dataStorage += growth.bytes();
        change(at, by);
    }

    /** Deletes it: that is a change too. */
    void delete(Instant at, String by) {
        change(at, by);
        live = false;
        mergedInto = null;
        deletedAtCount = syncCount;
        numRecords = 0;
        dataStorage = 0;
    }

    /** Moves it to the identity that took its identity in. */
    void moveTo(String newIdentityId, String newName) {
        mergedInto = Optional.ofNullable(mergedInto).orElse(name);
        identityId = newIdentityId;
        name = newName;
    }

    private void change(Instant at, String by) {
        syncCount++;
        lastModifiedAt = at;
        lastModifiedBy = by;
    }

    /** Whether it was deleted after somebody knew it at {@code knownCount}; who knew nothing has nothing to delete. */
    public boolean deletedAfter(long knownCount) {
        return knownCount > 0 && knownCount < deletedAtCount;
    }

    public long id() {
        if (id == null) {
            throw new IllegalStateException("A dataset has no id before it is stored");
        }
        return id;
    }

    public String identityPoolId() {
        return identityPoolId;
    }

    public String identityId() {
        return identityId;
    }

    public String name() {
        return name;
    }

    public boolean live() {
        return live;
    }

    public long syncCount() {
        return syncCount;
    }

    public Instant lastModifiedAt() {
        return lastModifiedAt;
    }

    public String lastModifiedBy() {
        return lastModifiedBy;
    }

    /** By how much a change lets a dataset grow, or shrink where negative. */
    public record Growth(int records, long bytes) {}
}
