package dev.signet.events;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One committed change of a dataset; the key is the identity's id.
 *
 * @param syncCount the dataset's sync count after the change
 * @param changedByDevice the id of the device that wrote, null when the writer named none
 * @param deleted whether the change was the deletion of the dataset
 */
public record DatasetChanged(
        String identityPoolId,
        String identityId,
        String datasetName,
        long syncCount,
        @Nullable String changedByDevice,
        boolean deleted,
        Instant at)
        implements Event {
    @Override
    public Topic topic() {
        return Topic.CHANGES;
    }

    @Override
    public String key() {
        return identityId;
    }
}
