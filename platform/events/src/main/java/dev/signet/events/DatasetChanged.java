package dev.signet.events;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One committed change of a dataset; the key is the identity's id.
 *
 * @param syncCount the dataset's sync count after the change
 * @param changedByDevice the id of the device that wrote, null when the writer named none
 * @param deleted whether the change was the deletion of the dataset
 * @param followers the ids of the devices that followed the dataset when it changed, null when the teller does not know
 */
public record DatasetChanged(
        String identityPoolId,
        String identityId,
        String datasetName,
        long syncCount,
        @Nullable String changedByDevice,
        boolean deleted,
        Instant at,
        @Nullable List<String> followers)
        implements Event {
    public DatasetChanged {
        followers = followers == null ? null : List.copyOf(followers);
    }

    /** A change of which it is not known who followed the dataset. */
    public DatasetChanged(
            String identityPoolId,
            String identityId,
            String datasetName,
            long syncCount,
            @Nullable String changedByDevice,
            boolean deleted,
            Instant at) {
        this(identityPoolId, identityId, datasetName, syncCount, changedByDevice, deleted, at, null);
    }

    /** Whether a device may be told, as far as is known: it followed the dataset at that moment. */
    public boolean isFor(String deviceId) {
        return followers == null || followers.contains(deviceId);
    }

    @Override
    public Topic topic() {
        return Topic.CHANGES;
    }

    @Override
    public String key() {
        return identityId;
    }
}
